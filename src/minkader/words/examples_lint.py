# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each lint code (`MK1xx`) a piece of a rule set that gives it, and the same mended."""

from typing import Final

from minkader.words.example import Example

LINTED: Final[dict[str, Example]] = {
    "MK101": Example(
        failing="""\
rules:
- id: $FENCE
  title: $fence
  form: permit
  ceiling: general_rule
""",
        mended="""\
rules:
- id: $FENCE
  title: $fence
  form: general_rule
  ceiling: general_rule
""",
    ),
    "MK102": Example(
        failing="""\
policy: {fallback: reported}
interests:
  $view: {title: $View, category: appearance}
rules:
- id: $SHED
  title: $shed
  guards: [$view]
  classification: confirmed
""",
        mended="""\
policy: {fallback: reported}
interests:
  $view: {title: $View, category: appearance}
rules:
- id: $SHED
  title: $shed
  guards: [$view]
  classification: confirmed
  release:
    fallback: {indicator: $complaints, unit: $peryear, threshold: 5,
      window: $months, owner: $owner}
""",
    ),
    "MK103": Example(
        failing="""\
stakeholders:
  $police: {title: $Police, may_block: true}
rules:
- id: $SHED
  title: $shed
  options: [{form: neighbour_notice, stances: {$police: supports}}]
""",
        mended="""\
stakeholders:
  $police: {title: $Police, may_block: true, block_basis: $agreed}
rules:
- id: $SHED
  title: $shed
  options: [{form: neighbour_notice, stances: {$police: supports}}]
""",
    ),
    "MK104": Example(
        failing="""\
interests:
  $fire: {title: $Fire, ground: safety}
rules:
- id: $SHED
  title: $shed
  guards: [$fire]
  classification: confirmed
- {id: $LAW, title: $law, holder: state, guards: [$fire]}
""",
        mended="""\
interests:
  $fire: {title: $Fire, ground: safety}
  $view: {title: $View, category: appearance}
rules:
- id: $SHED
  title: $shed
  guards: [$fire, $view]
  classification: confirmed
- {id: $LAW, title: $law, holder: state, guards: [$fire]}
""",
    ),
    "MK105": Example(
        failing="""\
rules:
- id: $SHED
  title: $shed
  excludes: [$FENCE]
  classification: confirmed
- {id: $FENCE, title: $fence, form: permit}
""",
        mended="""\
rules:
- id: $SHED
  title: $shed
  classification: confirmed
- {id: $FENCE, title: $fence, form: permit}
""",
    ),
    "MK106": Example(
        failing="""\
groups:
  $club: {title: $Club, capacity: 100}
rules:
- {id: $SHED, title: $shed}
""",
        mended="""\
groups:
  $club: {title: $Club, capacity: 100}
rules:
- id: $SHED
  title: $shed
  options: [{form: self_management, group: $club, hours_per_year: 20}]
""",
    ),
    "MK107": Example(
        failing="""\
interests:
  $fire: {title: $Fire, ground: safety}
rules:
- {id: $ROAD, title: $road}
""",
        mended="""\
interests:
  $fire: {title: $Fire, ground: safety}
rules:
- {id: $ROAD, title: $road, guards: [$fire]}
""",
    ),
    "MK108": Example(
        failing="""\
interests:
  $view: {title: $View, category: order, at_least: 2}
rules:
- {id: $ROAD, title: $road, guards: [$view]}
""",
        mended="""\
interests:
  $view: {title: $View, category: order, at_least: 1}
rules:
- {id: $ROAD, title: $road, guards: [$view]}
""",
    ),
    "MK109": Example(
        failing="""\
interests:
  $fire: {title: $Fire, ground: safety}
rules:
- {id: $SHED, title: $shed, form: duty_of_care, guards: [$fire]}
""",
        mended="""\
interests:
  $fire: {title: $Fire, ground: safety}
rules:
- {id: $SHED, title: $shed, form: duty_of_care, guards: [$fire]}
- {id: $ROAD, title: $road, form: general_rule, guards: [$fire]}
""",
    ),
    "MK110": Example(
        failing="""\
rules:
- {id: $SHED-1, title: $shed}
- {id: $SHED-2, title: $shed}
""",
        mended="""\
rules:
- {id: $SHED-1, title: $shed, summary: $small}
- {id: $SHED-2, title: $shed, summary: $large}
""",
    ),
    "MK111": Example(
        failing="""\
groups:
  $club: {title: $Club}
rules:
- id: $SHED
  title: $shed
  options: [{form: self_management, group: $club, needs: [$trained]}]
""",
        mended="""\
groups:
  $club: {title: $Club, has: [$trained]}
rules:
- id: $SHED
  title: $shed
  options: [{form: self_management, group: $club, needs: [$trained]}]
""",
    ),
    "MK112": Example(
        failing="""\
interests:
  $view: {title: $View, category: appearance}
rules:
- id: $SHED
  title: $shed
  guards: [$view]
  options:
  - form: neighbour_notice
    guards: [$view]
""",
        mended="""\
interests:
  $view: {title: $View, category: appearance}
rules:
- id: $SHED
  title: $shed
  guards: [$view]
  options:
  - form: neighbour_notice
    guards: [$view]
    fallback: {indicator: $complaints, unit: $peryear, threshold: 5,
      window: $months, owner: $owner}
""",
    ),
    "MK113": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed}
- {id: $FREE, title: $free, kind: exemption}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
- {id: $FREE, title: $free, kind: exemption, relaxes: [$SHED]}
""",
    ),
    "MK114": Example(
        failing="""\
rules:
- {id: $ROAD, title: $road, release: never}
""",
        mended="""\
rules:
- {id: $ROAD, title: $road, release: {never: $duty}}
""",
    ),
    "MK115": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed}
scenarios:
  $trial: {title: $Trial, lift_locks: [$SHED]}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, lock: {kind: full, basis: $duty}}
scenarios:
  $trial: {title: $Trial, lift_locks: [$SHED]}
""",
    ),
    "MK116": Example(
        failing="""\
interests:
  $fire: {title: $Fire, ground: health, together: [[$SHED@permit]]}
  $water: {title: $Water, ground: health, together: [[$SHED@general_rule]]}
rules:
- id: $SHED
  title: $shed
  form: permit
  classification: confirmed
  options: [{form: general_rule}]
""",
        mended="""\
interests:
  $fire: {title: $Fire, ground: health, together: [[$SHED@permit]]}
  $water: {title: $Water, ground: health, together: [[$SHED@kept]]}
rules:
- id: $SHED
  title: $shed
  form: permit
  classification: confirmed
  options: [{form: general_rule}]
""",
    ),
}
