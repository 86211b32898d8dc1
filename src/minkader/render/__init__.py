# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""One module a medium: `render(view, …)`. It knows no question and no language, only the view."""
