# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""minkader: the smallest set of rules that a municipality must keep."""
