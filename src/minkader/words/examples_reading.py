# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each code of reading a file (up to `MK028`) what gives it, and the same mended."""

from typing import Final

from minkader.words.example import Example

READING: Final[dict[str, Example]] = {
    "MK007": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
""",
    ),
    "MK008": Example(
        failing="""\
rules:
- id: $SHED
  title: $shed
  form: permit
  form: general_rule
""",
        mended="""\
rules:
- id: $SHED
  title: $shed
  form: general_rule
""",
    ),
    "MK009": Example(
        failing="""\
rules:
- {id: $SHED, title: &name $shed}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
""",
    ),
    "MK011": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, weight: 1000000000000000000000000000000}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, weight: 1}
""",
    ),
    "MK012": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed}
---
rules: []
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
""",
    ),
    "MK013": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, [form]: permit}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, form: permit}
""",
    ),
    "MK014": Example(
        failing="""\
- {id: $SHED, title: $shed}
""",
        mended="""\
minkader: 1
id: $trial
title: $Trial
rules:
- {id: $SHED, title: $shed}
""",
    ),
    "MK019": Example(
        failing="""\
minkader: 2
id: $trial
title: $Trial
rules:
- {id: $SHED, title: $shed}
""",
        mended="""\
minkader: 1
id: $trial
title: $Trial
rules:
- {id: $SHED, title: $shed}
""",
    ),
    "MK020": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, from: permit}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, form: permit}
""",
    ),
    "MK021": Example(
        failing="""\
rules:
- {id: $SHED, form: permit}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, form: permit}
""",
    ),
    "MK022": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, requires: $ROAD}
- {id: $ROAD, title: $road}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, requires: [$ROAD]}
- {id: $ROAD, title: $road}
""",
    ),
    "MK023": Example(
        failing="""\
interests:
  $view: {title: $View, category: appearance, severity: 6}
""",
        mended="""\
interests:
  $view: {title: $View, category: appearance, severity: 5}
""",
    ),
    "MK024": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, form: permt}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed, form: permit}
""",
    ),
    "MK025": Example(
        failing="""\
rules:
- {id: "$SHED 1", title: $shed}
""",
        mended="""\
rules:
- {id: $SHED-1, title: $shed}
""",
    ),
    "MK026": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed}
- {id: $SHED, title: $fence}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
- {id: $FENCE, title: $fence}
""",
    ),
    "MK027": Example(
        failing="""\
rules:
- {id: $SHED, title: ""}
""",
        mended="""\
rules:
- {id: $SHED, title: $shed}
""",
    ),
    "MK028": Example(
        failing="""\
rules:
- {id: $SHED, title: $shed, form: self_management}
""",
        mended="""\
rules:
- id: $SHED
  title: $shed
  options: [{form: self_management}]
""",
    ),
}
