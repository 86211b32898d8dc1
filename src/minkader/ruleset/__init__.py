# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns of the decision model, and what a rule set means in plain Python."""
