# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rule set in numbers (`numbers`), and the only translation into it (`translation`)."""
