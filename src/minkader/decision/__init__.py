# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule set means, in plain Python: options, validity, reasons. No solver, no words."""
