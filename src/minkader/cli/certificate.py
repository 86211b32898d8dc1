# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minkader export` and `minkader verify`: for the checkers of others, and for ours."""

from pathlib import Path
from typing import Any

import click

from minkader.cli import ending, flags
from minkader.questions.asking.flags import ASKED
from minkader.words.commands import EXPORT_WHAT
from minkader.words.language import current, say


def export() -> click.Command:
    """Build the command that writes a rule set for other programs."""

    def run(**given: Any) -> None:  # noqa: ANN401 (the flags)
        with ending.ended():
            if given["as_json"] == given["as_opb"]:
                raise click.UsageError(say(EXPORT_WHAT))
            from minkader.formats.locate import load  # noqa: PLC0415 (help stays fast)
            from minkader.questions import export as questions  # noqa: PLC0415

            rules = load(given["ruleset"], max_size=given["max_size"])
            asked = {flag.keyword: given[flag.keyword] for flag in ASKED}
            text = questions.opb(rules, **asked) if given["as_opb"] else questions.document(rules)
            ending.write(text, given["output"], [given["ruleset"]])

    asked = map(flags.worn, ASKED)
    rest = (flags.output(), flags.max_size(), flags.lang())
    worn = (flags.argument("ruleset"), *flags.exporting(), *asked, *rest)
    return flags.command("export", run, worn)


def verify() -> click.Command:
    """Build the command that checks a certificate."""

    def run(certificate: str, ruleset: str, max_size: int) -> None:
        with ending.ended():
            import tempfile  # noqa: PLC0415 (help stays fast)

            from minkader import verify as checker  # noqa: PLC0415
            from minkader.formats.locate import load  # noqa: PLC0415
            from minkader.questions.export import document  # noqa: PLC0415

            text = document(load(ruleset, max_size=max_size))
            # The checker reads two files and nothing of ours: so it does here too.
            with tempfile.TemporaryDirectory() as folder:
                exported = Path(folder) / "ruleset.json"
                exported.write_text(text, encoding="utf-8", errors="surrogatepass")
                code = checker.main([certificate, str(exported), "--lang", current()])
        click.get_current_context().exit(code)

    proof = click.argument("certificate", metavar="CERTIFICATE", type=click.Path(dir_okay=False))
    worn = (proof, flags.argument("ruleset"), flags.max_size(), flags.lang())
    return flags.command("verify", run, worn)
