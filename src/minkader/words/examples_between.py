# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each code between nouns (`MK03x`, `MK04x`) what gives it, and the same mended."""

from typing import Final

from minkader.words.example import Example

BETWEEN: Final[dict[str, Example]] = {
    "MK030": Example(
        failing="""\
rules:
- {id: $ROAD, title: $road, guards: [$fire]}
""",
        mended="""\
interests:
  $fire: {title: $Fire, ground: safety}
rules:
- {id: $ROAD, title: $road, guards: [$fire]}
""",
    ),
    "MK031": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, requires: [$FENCE@permit]}
- {id: $FENCE, title: $fence, form: general_rule}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, requires: [$FENCE@kept]}
- {id: $FENCE, title: $fence, form: general_rule}
""",
    ),
    "MK032": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, options: [{form: release}]}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, release: {}}
""",
    ),
    "MK033": Example(
        failing="""\
interests:
  $view: {title: $View, ground: safety, category: order}
""",
        mended="""\
interests:
  $view: {title: $View, category: order}
""",
    ),
    "MK034": Example(
        failing="""\
interests:
  $fire: {title: $Fire, ground: safety, non_delegable: $duty,
    together: [[$ROAD]]}
rules:
- {id: $ROAD, title: $road}
""",
        mended="""\
interests:
  $fire: {title: $Fire, ground: safety, non_delegable: $duty,
    together: [[$ROAD@kept]]}
rules:
- {id: $ROAD, title: $road}
""",
    ),
    "MK035": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, form: permit, options: [{form: permit}]}
""",
        mended="""\
rules:
- id: $SHED
  title: $shed
  form: permit
  options: [{form: general_rule}]
""",
    ),
    "MK036": Example(
        failing="""\
interests:
  $view: {title: $View, category: appearance}
rules:
- id: $SHED
  title: $shed
  options: [{form: self_management, guards: [$view]}]
""",
        mended="""\
interests:
  $view: {title: $View, category: appearance}
rules:
- id: $SHED
  title: $shed
  guards: [$view]
  options: [{form: self_management, guards: [$view]}]
""",
    ),
    "MK037": Example(
        failing="""\
rules:
- id: $SHED
  title: $shed
  options: [{form: duty_of_care, hours_per_year: 20}]
""",
        mended="""\
rules:
- id: $SHED
  title: $shed
  options: [{form: self_management, hours_per_year: 20}]
""",
    ),
    "MK038": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed}
- {id: $FREE, title: $free, relaxes: [$SHED]}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
- {id: $FREE, title: $free, kind: exemption, relaxes: [$SHED]}
""",
    ),
    "MK039": Example(
        failing="""\
rules:
- {id: $LAW, title: $law, holder: state, release: {}}
""",
        mended="""\
rules:
- {id: $LAW, title: $law, holder: state}
""",
    ),
    "MK040": Example(
        failing="""\
rules:
- id: $SHED
  title: $shed
  form: general_rule
  lock: {kind: bandwidth, lightest: permit}
""",
        mended="""\
rules:
- id: $SHED
  title: $shed
  form: general_rule
  lock: {kind: bandwidth, lightest: duty_of_care}
""",
    ),
    "MK041": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, requires: [$SHED]}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, requires: [$ROAD]}
- {id: $ROAD, title: $road}
""",
    ),
    "MK042": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed}
scenarios:
  $trial: {title: $Trial, keep: [$SHED], release: [$SHED]}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
scenarios:
  $trial: {title: $Trial, keep: [$SHED]}
""",
    ),
    "MK043": Example(
        failing="""\
interests:
  $view: {title: $View, category: appearance}
scenarios:
  $trial:
    title: $Trial
    add_interests:
      $view: {title: $View, category: order}
""",
        mended="""\
interests:
  $view: {title: $View, category: appearance}
scenarios:
  $trial:
    title: $Trial
    add_interests:
      $fire: {title: $Fire, ground: safety}
""",
    ),
}
