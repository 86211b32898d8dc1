# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers and errors in words: Dutch and English, at B1 level, from templates.

Every sentence stands once, with both languages side by side, so that none can be half translated.
"""
