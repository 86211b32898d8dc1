# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything about speed: `python -m benchmarks`. Nothing here is a test."""
