# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each code of comparing (`MK07x`) a question that gives it, and the same mended."""

from typing import Final

from minkader.words.example import Example

_PAIRS: Final = "mk.compare(rules, rules, match=[{pair}])\n"


def _matched(failing: str, mended: str) -> Example:
    return Example(_PAIRS.format(pair=failing), _PAIRS.format(pair=mended), "python")


COMPARING: Final[dict[str, Example]] = {
    "MK070": _matched('("HEGDE", "HEDGE")', '("HEDGE", "HEDGE")'),
    "MK071": _matched('("HEDGE", "HEDGE"), ("HEDGE", None)', '("HEDGE", "HEDGE")'),
    "MK072": _matched('("HEDGE",)', '("HEDGE", None)'),
    "MK073": Example(
        failing="""\
minkader compare voorbeeld
""",
        mended="""\
minkader compare voorbeeld --with-scenario proef
""",
        kind="command",
    ),
    "MK074": Example(
        failing="""\
minkader compare voorbeeld --scenario proef --with-scenario proef
""",
        mended="""\
minkader compare voorbeeld --scenario proef --with-scenario -
""",
        kind="command",
    ),
    "MK075": Example(
        failing="""\
mk.compare(rules, with_scenario="proef", match=[("HEDGE", "HEDGE")])
""",
        mended="""\
mk.compare(rules, with_scenario="proef")
""",
        kind="python",
    ),
    "MK076": Example(
        failing="""\
mk.compare(rules, with_scenario="proef", alone=-1)
""",
        mended="""\
mk.compare(rules, with_scenario="proef", alone=0)
""",
        kind="python",
    ),
}
