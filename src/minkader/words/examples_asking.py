# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each code of asking (`MK05x`, `MK06x`) a question that gives it, and the same mended."""

from typing import Final

from minkader.words.example import Example

ASKING: Final[dict[str, Example]] = {
    "MK001": Example(
        failing="""\
minkader solve voorbeelt
""",
        mended="""\
minkader solve voorbeeld
""",
        kind="command",
    ),
    "MK051": Example(
        failing="""\
minkader solve voorbeeld --scenario proeff
""",
        mended="""\
minkader solve voorbeeld --scenario proef
""",
        kind="command",
    ),
    "MK052": Example(
        failing="""\
mk.solve(rules, fallback="never")
""",
        mended="""\
mk.solve(rules, fallback="reported")
""",
        kind="python",
    ),
    "MK053": Example(
        failing="""\
minkader solve voorbeeld --order kept,kept
""",
        mended="""\
minkader solve voorbeeld --order kept,effort
""",
        kind="command",
    ),
    "MK054": Example(
        failing="""\
minkader show voorbeeld HEGDE
""",
        mended="""\
minkader show voorbeeld HEDGE
""",
        kind="command",
    ),
    "MK055": Example(
        failing="""\
minkader explain-code MK999
""",
        mended="""\
minkader explain-code MK020
""",
        kind="command",
    ),
    "MK057": Example(
        failing="""\
mk.solve(rules, fallbak="reported")
""",
        mended="""\
mk.solve(rules, fallback="reported")
""",
        kind="python",
    ),
    "MK058": Example(
        failing="""\
mk.why(rules, "HEDGE", not_form="zelfbeheer")
""",
        mended="""\
mk.why(rules, "HEDGE", not_form="self_management")
""",
        kind="python",
    ),
    "MK059": Example(
        failing="""\
mk.choices(rules, most=-1)
""",
        mended="""\
mk.choices(rules, most=0)
""",
        kind="python",
    ),
    "MK060": Example(
        failing="""\
minkader solve voorbeeld > $answer
minkader check voorbeeld --framework $answer
""",
        mended="""\
minkader solve voorbeeld --json > $answer
minkader check voorbeeld --framework $answer
""",
        kind="command",
    ),
    "MK061": Example(
        failing="""\
minkader scenarios voorbeeld --json > $answer
minkader check voorbeeld --framework $answer
""",
        mended="""\
minkader solve voorbeeld --json > $answer
minkader check voorbeeld --framework $answer
""",
        kind="command",
    ),
    "MK062": Example(
        failing="""\
minkader solve boomgaardshoek --json > $answer
minkader check voorbeeld --framework $answer
""",
        mended="""\
minkader solve voorbeeld --json > $answer
minkader check voorbeeld --framework $answer
""",
        kind="command",
    ),
    "MK063": Example(
        failing="""\
{"id": "HEGDE", "decision": "kept", "form": "duty_of_care"}
""",
        mended="""\
{"id": "HEDGE", "decision": "kept", "form": "duty_of_care"}
""",
        kind="answer",
    ),
    "MK064": Example(
        failing="""\
{"id": "HEDGE", "decision": "released", "form": "duty_of_care"}
""",
        mended="""\
{"id": "HEDGE", "decision": "released", "form": null}
""",
        kind="answer",
    ),
    "MK065": Example(
        failing="""\
{"formatVersion": 2}
""",
        mended="""\
{"formatVersion": 1}
""",
        kind="answer",
    ),
}
