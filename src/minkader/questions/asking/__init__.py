# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a question is asked: rule set, scenario, changes and policy, read before any question."""
