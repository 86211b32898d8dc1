# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""Render knows views and nothing else, and a view knows nobody."""

import ast
from pathlib import Path

from tests.shared import ROOT

SOURCE = ROOT / "src/minkader"


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    return {name for name in froms | names if name is not None and name.startswith("minkader")}


def test_render_imports_views_only() -> None:
    files = list((SOURCE / "render").glob("*.py"))
    assert len(files) > 4
    for path in files:
        for name in _imported(path):
            assert name == "minkader.words.view" or name.startswith("minkader.render"), path


def test_view_imports_nothing_of_the_house() -> None:
    assert _imported(SOURCE / "words/view.py") == set()


def test_render_says_nothing_itself() -> None:
    """Protects the languages: a sentence in a medium would stay in one of them."""
    for path in (SOURCE / "render").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documents = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        strings = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in documents
        }
        assert not [
            text for text in strings if "  " not in text and text.count(" ") > 2 and ":" not in text
        ], path
