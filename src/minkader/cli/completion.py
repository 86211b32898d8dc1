# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the shell offers on Tab: shipped rule sets, files, and names out of the rule set given."""

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def ruleset_names(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the rule sets that come with minkader; where none fits, what files the shell finds."""
    from minkader.formats.locate import shipped  # noqa: PLC0415 (only Tab needs it)

    # Bash forgets what was offered before a file, so it is the one or the other.
    return _begin(shipped(), begun) or [CompletionItem(begun, type="file")]


def of(what: str) -> Complete:
    """Offer what a flag takes: forms, or the names of a list of the rule set on the line already.

    `b.` before the list means the second rule set.
    """
    side, _, noun = what.rpartition(".")

    def complete(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
        if what == "forms":
            from minkader.words.terms import FORMS  # noqa: PLC0415 (only Tab needs it)

            return _begin(FORMS, begun)
        from minkader.formats.locate import load  # noqa: PLC0415
        from minkader.ruleset.errors import MinkaderError  # noqa: PLC0415

        try:
            rules = load(_given(ctx, side or "a"))
        except MinkaderError:
            return []  # Tab is no place for errors: the command itself will tell them
        listed = getattr(rules, noun)
        return _begin((rule.id for rule in listed) if noun == "rules" else listed, begun)

    return complete


def _given(ctx: click.Context, side: str) -> str:
    # Behind an option without its value click leaves the arguments unread.
    said = ctx.params.get("ruleset") or ctx.params.get(side) or ctx.params.get("a")
    unread = [word for word in ctx.args if not word.startswith("-")]
    return str(said or next(iter(unread["ab".index(side) :] or unread), ""))


def _begin(words: Iterable[str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(begun)]
