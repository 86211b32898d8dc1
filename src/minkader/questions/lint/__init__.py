# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is unwise in a rule set that can be read (`MK1xx`): findings, no errors of reading.

`whole.py` has everything that `check` says; `answer.py` the few that an answer carries.
"""
