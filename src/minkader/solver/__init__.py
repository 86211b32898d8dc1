# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in, numbers out: split a problem, solve each part, put the parts together.

Nothing here knows what a rule is.
"""
