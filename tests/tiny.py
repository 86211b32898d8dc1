# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tiny rule sets for tests about one sentence: say what matters, the rest is filled in."""

from typing import Any

import pytest

from minkader.decision.options import Choice, Placed
from minkader.decision.situation import Situation, situate
from minkader.decision.validity import Book, follow
from minkader.formats.locate import load
from minkader.ruleset.errors import UnreadableError
from minkader.ruleset.findings import Finding
from minkader.ruleset.nouns import Changes, RuleSet

Json = dict[str, Any]

FALLBACK: Json = {
    "indicator": "klachten",
    "unit": "per jaar",
    "threshold": 5,
    "window": "12 maanden",
    "owner": "wijkmanager",
}


def rule(id_: str, **fields: object) -> Json:
    """Write a confirmed rule; `classification=None` leaves the key out."""
    written = {"id": id_, "title": id_, "classification": "confirmed", **fields}
    return {key: value for key, value in written.items() if value is not None}


def option(form: str, **fields: object) -> Json:
    """Write an option."""
    return {"form": form, **fields}


def safe(**fields: object) -> Json:
    """Write an essential interest."""
    return {"title": "Veilig", "ground": "safety", **fields}


def lesser(**fields: object) -> Json:
    """Write a lesser interest."""
    return {"title": "Mooi", "category": "appearance", **fields}


def document(*rules: Json, **parts: object) -> Json:
    """Write a document around rules; a part without a title gets one."""
    whole: Json = {"minkader": 1, "id": "klein", "title": "Klein", "rules": list(rules)}
    for name, part in parts.items():
        if name in ("groups", "stakeholders", "measures", "scenarios") and isinstance(part, dict):
            whole[name] = {key: {"title": key, **noun} for key, noun in part.items()}
        else:
            whole[name] = part
    return whole


def ruleset(*rules: Json, **parts: object) -> RuleSet:
    """Read a tiny rule set."""
    return load(document(*rules, **parts))


def reads(*rules: Json, **parts: object) -> bool:
    """Tell that a document is accepted; where it is not, the findings are on the screen."""
    return list(ruleset(*rules, **parts).document["rules"]) == list(rules)


def situation(*rules: Json, scenario: Json | None = None, **parts: object) -> Situation:
    """Work out a tiny situation; `scenario` is what it changes."""
    if scenario is not None:
        parts["scenarios"] = {"s": scenario}
    read = ruleset(*rules, **parts)
    return situate(read, read.scenarios.get("s", Changes()))


def choice(here: Situation, rule_id: str, form: str | None) -> Choice:
    """Return the choice of a rule in a form."""
    return here.by_id[rule_id].choices[place(here, rule_id, form)]


def place(here: Situation, rule_id: str, form: str | None) -> int:
    """Return the number of the choice of a rule in a form."""
    choices = here.by_id[rule_id].choices
    return next(at for at, found in enumerate(choices) if found.form == form)


def there(here: Situation, rule_id: str) -> list[str]:
    """List the forms that a rule can take, in the order of steady."""
    placed = here.by_id[rule_id]
    return [str(found.form) for found in placed.choices if found.exists and _allowed(placed, found)]


def _allowed(placed: Placed, found: Choice) -> bool:
    return placed.allowed(placed.choices.index(found))


def causes(here: Situation, rule_id: str, form: str) -> list[tuple[str, ...]]:
    """List what takes a form of a rule away: the kind, then the subjects."""
    return [(kind, *subjects) for kind, subjects in choice(here, rule_id, form).causes]


def framework(here: Situation, **forms: str | None) -> list[int]:
    """Choose: the rules named take a form (`release` too), the others stay as they are today.

    Exemptions and definitions follow, unless they are named.
    """
    chosen = [placed.today for placed in here.rules]
    named = {here.by_id[name].index for name in forms}
    for name, form in forms.items():
        chosen[here.by_id[name].index] = place(here, name, form)
    return follow(here, chosen, named)


def broken(here: Situation, **forms: str | None) -> list[tuple[str, ...]]:
    """List what a framework breaks: the kind, then the subjects."""
    found = Book(here).broken(framework(here, **forms))
    return [(constraint.kind, *constraint.subjects) for constraint in found]


def refused(*rules: Json, **parts: object) -> list[Finding]:
    """List the findings with which a document is refused; fails where it is not."""
    with pytest.raises(UnreadableError) as caught:
        ruleset(*rules, **parts)
    return list(caught.value.findings)


def codes(*rules: Json, **parts: object) -> list[str]:
    """List the codes with which a document is refused."""
    return [finding.code for finding in refused(*rules, **parts)]


def tangled(**parts: object) -> RuleSet:
    """Write five rules in a ring, each interest guarded by two: a search has to branch."""
    rules = [rule(f"R{n}", guards=[f"i{n}", f"i{(n + 1) % 5}"]) for n in range(5)]
    interests = {f"i{n}": safe() for n in range(5)}
    return ruleset(*rules, interests=interests, **{"policy": {"fallback": "reported"}, **parts})
