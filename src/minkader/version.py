# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""The version, in the one place that everything else reads."""

VERSION = "0.1.0"
