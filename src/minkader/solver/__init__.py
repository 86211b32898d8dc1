# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in, numbers out: reduce and split a problem, solve each component, join, prove.

Nothing here knows what a rule is.
"""
