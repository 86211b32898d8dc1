# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run minkader from a checkout: `python cli.py solve voorbeeld`."""

from minkader.cli import main

if __name__ == "__main__":
    main()
