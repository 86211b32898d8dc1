# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own exact search on small components, and what shares its bits and fronts."""
