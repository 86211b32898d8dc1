# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write down why no solution is better, for a checker that knows nothing of the solver."""
