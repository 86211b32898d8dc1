# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read and write files, one module per format; nothing else opens a file."""
