# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The skeleton that `minkader new` writes: a small rule set that answers, full of hints."""

from typing import Final

from minkader.words.language import Pair, say

_SKELETON: Final[Pair] = (
    """\
# Een regelset voor minkader. Alles achter een # is uitleg en mag weg.
# Kijk hem na met:   minkader check {name}
# Los hem op met:    minkader solve {name}
minkader: 1
id: {name}
title: {name}
# valid_on: 2026-01-01          # op welke dag dit geldt

# Wat er te beschermen is. Met ground (safety, health, area_transcending) is een belang
# essentieel; met category (amenity, appearance, order, …) telt het mee als risico.
interests:
  brand:      {{title: Brand slaat niet over, ground: safety}}
  straatbeeld: {{title: Straatbeeld, category: appearance, severity: 2, likelihood: 3}}

# Bewoners die iets kunnen overnemen, en hoeveel uur per jaar zij hebben.
groups:
  vereniging: {{title: Bewonersvereniging, capacity: 100}}

rules:
# classification: confirmed zegt: iemand ging na dat guards alles noemt wat deze regel beschermt.
# Zonder dat blijft een regel altijd staan.
- id: AFSTAND
  title: Afstand tussen schuren
  source: {{citation: Omgevingsplan, article: "1.1"}}
  form: general_rule            # of prohibition, permit, notification_duty, information_duty,
                                # duty_of_care
  grounds: [safety]
  guards: [brand]
  classification: confirmed
- id: DAKKAPEL
  title: Dakkapel aan de voorkant
  source: {{citation: Omgevingsplan, article: "1.2"}}
  form: permit
  guards: [straatbeeld]
  classification: confirmed
  options:                      # andere vormen die de regel mag hebben
  - form: neighbour_agreement   # of self_management, neighbour_notice, of een lichtere vorm
    group: vereniging
    hours_per_year: 20
    guards: [straatbeeld]       # wat die vorm nog beschermt
    fallback:                   # wanneer de regel terugkomt
      {{indicator: klachten, unit: per jaar, threshold: 5, window: 12 maanden, owner: wijkmanager}}
- id: VLAGGENMAST
  title: Vlaggenmast in de voortuin
  source: {{citation: Omgevingsplan, article: "1.3"}}
  form: notification_duty
  classification: confirmed

# Wat als? minkader solve {name} --scenario minder-uren
scenarios:
  minder-uren: {{title: De vereniging heeft minder tijd, capacity: {{vereniging: 10}}}}
""",
    """\
# A rule set for minkader. Everything behind a # is a hint and may go.
# Check it with:   minkader check {name}
# Solve it with:   minkader solve {name}
minkader: 1
id: {name}
title: {{nl: {name}, en: {name}}}
# valid_on: 2026-01-01          # the day on which this holds

# What there is to protect. With ground (safety, health, area_transcending) an interest is
# essential; with category (amenity, appearance, order, …) it counts as a risk.
interests:
  fire:        {{title: {{nl: Brand slaat niet over, en: Fire does not spread}}, ground: safety}}
  street-view:
    title: {{nl: Straatbeeld, en: Street view}}
    category: appearance
    severity: 2
    likelihood: 3

# Residents who can take something over, and how many hours a year they have.
groups:
  residents: {{title: {{nl: Bewonersvereniging, en: Residents' association}}, capacity: 100}}

rules:
# classification: confirmed says: somebody checked that guards names all that this rule protects.
# Without it a rule always stays.
- id: DISTANCE
  title: {{nl: Afstand tussen schuren, en: Distance between sheds}}
  source: {{citation: Omgevingsplan, article: "1.1"}}
  form: general_rule            # or prohibition, permit, notification_duty, information_duty,
                                # duty_of_care
  grounds: [safety]
  guards: [fire]
  classification: confirmed
- id: DORMER
  title: {{nl: Dakkapel aan de voorkant, en: Dormer at the front}}
  source: {{citation: Omgevingsplan, article: "1.2"}}
  form: permit
  guards: [street-view]
  classification: confirmed
  options:                      # other forms that the rule may take
  - form: neighbour_agreement   # or self_management, neighbour_notice, or a lighter form
    group: residents
    hours_per_year: 20
    guards: [street-view]       # what that form still guards
    fallback:                   # when the rule comes back
      indicator: {{nl: klachten, en: complaints}}
      unit: {{nl: per jaar, en: per year}}
      threshold: 5
      window: 12 months
      owner: {{nl: wijkmanager, en: area manager}}
- id: FLAGPOLE
  title: {{nl: Vlaggenmast in de voortuin, en: Flagpole in the front garden}}
  source: {{citation: Omgevingsplan, article: "1.3"}}
  form: notification_duty
  classification: confirmed

# What if? minkader solve {name} --scenario fewer-hours
scenarios:
  fewer-hours:
    title: {{nl: De vereniging heeft minder tijd, en: The association has less time}}
    capacity: {{residents: 10}}
""",
)


def skeleton(name: str) -> str:
    """Return the text of a new rule set, in the language of this process."""
    return say(_SKELETON, name=name)
