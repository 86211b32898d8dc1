# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a generated case has in it, so that a test can say that the cases are varied.

Names with `alone_` say that the constraint mattered: an option was gone, or a framework of options
that exist was not valid, for that one reason. Names with `shown_` speak of the answer. All other
names say that the case has the thing, where it can change an answer; `text_` never does.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.generator_effects import of_answer, of_options, of_reasons, true
from tests.oracle import ORDER, target, unguarded_grounds
from tests.oracle_document import (
    RUNG,
    ChangeDoc,
    OptionDoc,
    RuleDoc,
    Situation,
    choices,
    form_of,
    is_decided,
    is_external,
    is_follower,
    situate,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EFFECTS = ("provides", "capacity", "lifts_locks", "stances")
NAMES = """
kind_restriction kind_exemption kind_definition kind_procedure kind_authority_duty
holder_other external_guards external_requires external_excludes external_authority_duty
form_duty_of_care form_general_rule form_information_duty form_notification_duty form_permit
form_prohibition option_duty_of_care option_general_rule option_information_duty
option_notification_duty option_permit option_prohibition option_self_management
option_neighbour_agreement option_neighbour_notice option_heavier option_guards
option_guards_nothing option_needs option_requires option_hours option_group option_no_group
weight_zero weight_many weight_on_follower weight_on_duty
ground_guarded ground_implicit ground_on_follower guards empty_list
interest_essential interest_lesser interest_weighed interest_non_delegable
at_least_many at_least_many_lesser together_bare together_kept together_form
together_many together_of_one together_external together_follower
requires_bare requires_kept requires_form excludes_bare excludes_kept excludes_form
requires_mutual definition_required definition_required_at definition_by_option
definition_by_definition relaxes relaxes_external relaxes_exemption relaxes_definition
cycle_mixed
lock_full lock_bandwidth lock_none ceiling_binds ceiling_loose ceiling_with_lock
release_left_out release_never release_never_why release_empty release_stances
release_fallback release_duty
class_none class_proposed class_confirmed proposals_keep proposals_decide trust
order_default order_permuted order_subset fallback_required fallback_reported
fallback_missing objections_default objections_fraction objections_exact
stance_supports stance_tolerates stance_objects stance_blocks stance_today may_block
stakeholders_none capacity_number capacity_interval group_has
scenario_drop_interests scenario_add_interests scenario_grounds scenario_classification
scenario_capacity scenario_adopt scenario_stances scenario_lift_locks scenario_keep
scenario_release scenario_form pin_follower pin_never_listed added_essential added_lesser
measure_provides measure_capacity measure_lifts_locks measure_stances adopt_many
stance_replaced lock_lifted capacity_replaced_and_added
alone_guard alone_implicit alone_lock alone_bandwidth alone_ceiling alone_unclassified
alone_proposed alone_no_release alone_veto alone_objections alone_needs alone_fallback
alone_requires alone_excludes alone_capacity alone_pin
shown_proven shown_infeasible shown_kept shown_lighter shown_delegated shown_released
shown_lapsed shown_follower_in_force shown_lesser_lost shown_ties shown_tie_by_follower
shown_core shown_open shown_never shown_necessary
text_two_languages text_note text_assumed text_open_norm text_reviewed text_summary
text_source text_effect_radius text_fallback_form text_instrument text_costs
"""
FEATURES = frozenset(NAMES.split())


def features(document: Mapping[str, object], scenario: str | None, trust: bool) -> set[str]:
    """Name the features of a case."""
    here = situate(document, scenario, trust=trust)
    found = {*_of_policy(here), *_of_interests(here), *_of_people(here), *_of_texts(document)}
    for rule in here.document["rules"]:
        found |= {*_of_rule(here, rule), *_of_references(here, rule)}
    for rule in filter(is_decided, here.rules.values()):
        found |= set(of_options(here, rule))
    if trust:
        found.add("trust")
    if scenario is not None:
        found |= set(_of_scenario(here, here.document["scenarios"][scenario]))
    return found | {*of_reasons(here), *of_answer(here)}


def _of_policy(here: Situation) -> Iterator[str]:
    policy = here.policy
    order = policy.get("order", [])
    at_most = policy.get("objections_at_most", 0.5)
    yield f"fallback_{policy.get('fallback', 'required')}"
    yield f"proposals_{policy.get('proposals', 'keep')}"
    yield from true(
        {
            "order_default": not order,
            "order_permuted": len(order) == len(ORDER) and order != ORDER,
            "order_subset": 0 < len(order) < len(ORDER),
            "objections_default": "objections_at_most" not in policy,
            "objections_fraction": 0 < at_most < 1,
            "objections_exact": Fraction(at_most) != Fraction(str(at_most)),
        }
    )


def _of_interests(here: Situation) -> Iterator[str]:
    rules = {rule["id"]: rule for rule in here.document["rules"]}
    for interest in here.document.get("interests", {}).values():
        sets = interest.get("together", [])
        essential, many = "ground" in interest, interest.get("at_least", 1) > 1
        yield from _references("together", [reference for refs in sets for reference in refs])
        named = [rules[target(reference)] for refs in sets for reference in refs]
        yield from true(
            {
                "interest_essential": essential,
                "interest_lesser": not essential,
                "interest_weighed": interest.get("severity", 1) * interest.get("likelihood", 1) > 1,
                "interest_non_delegable": "non_delegable" in interest,
                "at_least_many": essential and many,
                "at_least_many_lesser": not essential and many,
                "together_many": len(sets) > 1,
                "together_of_one": any(len(refs) == 1 for refs in sets),
                "together_external": any(map(is_external, named)),
                "together_follower": any(map(is_follower, named)),
            }
        )


def _references(word: str, references: list[str]) -> Iterator[str]:
    for reference in references:
        _, at, form = reference.partition("@")
        yield f"{word}_{('kept' if form == 'kept' else 'form') if at else 'bare'}"


def _of_people(here: Situation) -> Iterator[str]:
    people = here.document.get("stakeholders", {})
    groups = here.document.get("groups", {}).values()
    yield from true(
        {
            "stakeholders_none": not people,
            "may_block": any(person.get("may_block") for person in people.values()),
            "capacity_number": any(isinstance(group.get("capacity"), int) for group in groups),
            "capacity_interval": any(isinstance(group.get("capacity"), list) for group in groups),
            "group_has": any(group.get("has") for group in groups),
        }
    )


def _of_rule(here: Situation, rule: RuleDoc) -> Iterator[str]:
    kind = rule.get("kind", "restriction")
    if is_external(rule):
        yield from _of_external(rule, kind)
        return
    written = rule.get("form", "general_rule")
    yield f"kind_{kind}"
    yield f"form_{written}"
    yield f"class_{rule.get('classification', 'none')}"
    if "lock" in rule:
        yield f"lock_{rule['lock']['kind']}"
    yield from _of_weight_and_grounds(here, rule)
    yield from true(
        {
            "guards": bool(rule.get("guards")),
            "empty_list": rule.get("options") == [] or rule.get("guards") == [],
            "ceiling_binds": form_of(rule) != written,
            "ceiling_loose": "ceiling" in rule and form_of(rule) == written,
            "ceiling_with_lock": "ceiling" in rule and "lock" in rule,
        }
    )
    if is_decided(rule):
        yield from _of_release(rule, kind)
    for option in rule.get("options", []):
        yield from _of_option(rule, option)


def _of_external(rule: RuleDoc, kind: str) -> Iterator[str]:
    yield "holder_other"
    yield from true(
        {
            "external_guards": bool(rule.get("guards")),
            "external_requires": bool(rule.get("requires")),
            "external_excludes": bool(rule.get("excludes")),
            "external_authority_duty": kind == "authority_duty",
        }
    )


def _of_weight_and_grounds(here: Situation, rule: RuleDoc) -> Iterator[str]:
    weight, grounds = rule.get("weight", 0), rule.get("grounds", [])
    restricts = rule.get("kind", "restriction") == "restriction"
    implicit = unguarded_grounds(here, rule)
    yield from true(
        {
            "weight_zero": restricts and rule.get("weight") == 0,
            "weight_many": weight > 1,
            "weight_on_follower": is_follower(rule) and weight > 0,
            "weight_on_duty": is_decided(rule) and not restricts and weight > 0,
            "ground_guarded": is_decided(rule) and len(implicit) < len(grounds),
            "ground_implicit": is_decided(rule) and bool(implicit),
            "ground_on_follower": is_follower(rule) and bool(grounds),
        }
    )


def _of_release(rule: RuleDoc, kind: str) -> Iterator[str]:
    if "release" not in rule:
        yield "release_left_out"
        return
    release = rule["release"]
    if isinstance(release, str):
        yield "release_never"
        return
    yield from true(
        {
            "release_never_why": "never" in release,
            "release_empty": not release,
            "release_stances": bool(release.get("stances")),
            "release_fallback": "fallback" in release,
            "release_duty": kind != "restriction" and "never" not in release,
        }
    )


def _of_option(rule: RuleDoc, option: OptionDoc) -> Iterator[str]:
    rung = RUNG.get(option["form"], 0)
    yield f"option_{option['form']}"
    yield from (f"stance_{stance}" for stance in option.get("stances", {}).values())
    yield from true(
        {
            "option_heavier": rung > RUNG[form_of(rule)],
            "option_guards": bool(option.get("guards")),
            "option_guards_nothing": bool(rule.get("guards")) and not option.get("guards"),
            "option_needs": bool(option.get("needs")),
            "option_requires": bool(option.get("requires")),
            "option_hours": option.get("hours_per_year", 0) > 0,
            "option_group": "group" in option,
            "option_no_group": not rung and "group" not in option,
        }
    )


def _of_references(here: Situation, rule: RuleDoc) -> Iterator[str]:
    rules = {other["id"]: other for other in here.document["rules"]}
    requires = rule.get("requires", [])
    by_option = [q for option in rule.get("options", []) for q in option.get("requires", [])]
    yield from _references("requires", requires)
    yield from _references("excludes", rule.get("excludes", []))
    defined = [q for q in [*requires, *by_option] if _is_a(rules[target(q)], "definition")]
    relaxed = [rules[r] for r in rule.get("relaxes", [])]
    required = [rules[target(q)] for q in requires]
    back = [target(q) for other in required for q in other.get("requires", [])]
    yield from true(
        {
            "requires_mutual": rule["id"] in back,
            "definition_required": bool(defined),
            "definition_required_at": any("@" in q for q in defined),
            "definition_by_option": any(q in by_option for q in defined),
            "definition_by_definition": bool(defined) and _is_a(rule, "definition"),
            "relaxes": bool(relaxed),
            "relaxes_external": any(map(is_external, relaxed)),
            "relaxes_exemption": any(_is_a(other, "exemption") for other in relaxed),
            "relaxes_definition": any(_is_a(other, "definition") for other in relaxed),
            "cycle_mixed": any(_is_a(r, "definition") and r in required for r in relaxed),
        }
    )


def _is_a(rule: RuleDoc, kind: str) -> bool:
    return is_follower(rule) and rule.get("kind") == kind


def _of_scenario(here: Situation, scenario: ChangeDoc) -> Iterator[str]:
    yield from (f"scenario_{key}" for key, value in scenario.items() if value and key != "title")
    adopted = [here.document["measures"][name] for name in scenario.get("adopt", [])]
    for measure in adopted:
        yield from (f"measure_{key}" for key in EFFECTS if measure.get(key))
    for interest in scenario.get("add_interests", {}).values():
        yield "added_essential" if "ground" in interest else "added_lesser"
    replaced = set(scenario.get("capacity", {}))
    written = {rule["id"]: rule.get("lock", {}).get("kind", "none") for rule in here.rules.values()}
    yield from true(
        {
            "adopt_many": len(adopted) > 1,
            "pin_follower": any(is_follower(here.rules[r]) for r in here.pins),
            "pin_never_listed": any(_never_listed(here, r) for r in scenario.get("form", {})),
            "capacity_replaced_and_added": any(
                replaced & set(measure.get("capacity", {})) for measure in adopted
            ),
            "stance_replaced": _contradicts([*adopted, scenario]),
            "lock_lifted": any(
                rule.get("lock", {}).get("kind", "none") != written[rule["id"]]
                for rule in here.document["rules"]
            ),
        }
    )


def _never_listed(here: Situation, rule_id: str) -> bool:
    rule = here.rules[rule_id]
    forms = [choice.form for choice in choices(rule)]
    return is_decided(rule) and here.pins[rule_id] not in forms


def _contradicts(changes: list[ChangeDoc]) -> bool:
    """Say whether two changes give one option different stances of one stakeholder."""
    said: dict[tuple[str, str, str], set[str]] = {}
    for change in changes:
        for name, by_rule in change.get("stances", {}).items():
            for rule_id, by_form in by_rule.items():
                for form, stance in by_form.items():
                    said.setdefault((name, rule_id, form), set()).add(stance)
    return any(len(stances) > 1 for stances in said.values())


def _of_texts(document: Mapping[str, object]) -> Iterator[str]:
    """Look for words that only a reader sees: their keys stand nowhere else."""
    written = json.dumps(document)
    keys = ("note", "assumed", "open_norm", "reviewed", "summary", "source", "effect_radius")
    yield from (f"text_{key}" for key in (*keys, "instrument") if f'"{key}": ' in written)
    yield from true(
        {
            "text_two_languages": '"en": ' in written,
            "text_fallback_form": '"when": ' in written,
            "text_costs": '"euros": ' in written,
        }
    )
