"""What a shell completes beside names of files: ids of rules and of findings.

Whatever is wrong in the project, completing says nothing of it: the command itself will.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from checker.values.display import visible

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from checker.corpus.corpus import Corpus

MOST_ARTICLES = 300
"""Of a project whose findings are looked for: a longer check would hold up the shell."""
LONGEST_HELP = 60


class FindingId(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2
    """The id of a finding, or the first characters of it; where `or_rule` that of a rule as well."""

    name = "finding"

    def __init__(self, *, or_rule: bool = False) -> None:
        self.or_rule = or_rule

    def shell_complete(self, _ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        with contextlib.suppress(Exception):  # a shell has no place for a message
            return [item for item in self._items() if item.value.startswith(incomplete)]
        return []

    def _items(self) -> Iterator[CompletionItem]:
        from click.shell_completion import CompletionItem

        from checker.corpus.loader import load
        from checker.reports.derivation import BUILT_IN_PAGES

        corpus = load()
        if self.or_rule:
            for id_, title in sorted({**dict.fromkeys(BUILT_IN_PAGES, "built in"), **_titles(corpus)}.items()):
                yield CompletionItem(id_, help=title)
        if len(corpus.sources) <= MOST_ARTICLES:
            yield from _findings(corpus)


def _titles(corpus: Corpus) -> dict[str, str]:
    return {rule.id: visible(rule.said.title)[:LONGEST_HELP] for rule in corpus.rules}


def _findings(corpus: Corpus) -> Iterator[CompletionItem]:
    from click.shell_completion import CompletionItem

    from checker.baseline.reviewing import review_of
    from checker.reports.sentences import Sentences

    found = review_of(corpus, date.today().toordinal())  # noqa: DTZ011  # as the commands do
    sentences = Sentences(found.result)
    for finding in found.result.findings:
        yield CompletionItem(finding.id, help=visible(sentences.finding(finding))[:LONGEST_HELP])
