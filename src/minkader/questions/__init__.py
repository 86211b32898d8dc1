# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file per question; each gives a typed, frozen answer of codes and values, no sentences."""
