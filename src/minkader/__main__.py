# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run minkader as a module: `python -m minkader`."""

from minkader.cli import main

if __name__ == "__main__":
    main()
