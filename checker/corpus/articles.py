"""What has been read of articles, before any of them is compared with another."""

from __future__ import annotations

from msgspec import Struct, field

from checker.corpus.corpus import Claim, Disowned, Restart, Revision, Source
from checker.files.article_texts import Text
from checker.files.nodes import Document
from checker.problems import Problem
from checker.values.value import Value


class Revising(Struct, frozen=True, kw_only=True):
    """What a claim takes back: `old`, of the figure of a subject and a property, and why. `path` is its place."""

    old: Value
    subject: str
    property: str
    why: str
    path: tuple[str | int, ...]


class Correction(Struct, frozen=True, kw_only=True):
    """A claim that says what has become of other ones: by its key, with its place in its article.

    `supersedes` are claims as they are written; `disowned_by` is a voice, and the name by which it is called.
    """

    key: str
    index: int
    document: Document
    supersedes: tuple[str, ...] = ()
    revises: Revising | None = None
    disowned_by: tuple[str, str] | None = None

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
        """A problem or a hint at a key of the claim."""
        return self.document.problem(("claims", self.index, *path), message)


class Comparing(Struct, frozen=True, kw_only=True):
    """A claim that compares its figure with another claim: `factor` is how many times that (or by how much).

    `target` is the other claim as it is written, `word` what joins the two in a sentence. A share may be of what is
    counted in another unit.
    """

    key: str
    index: int
    document: Document
    target: str
    kind: str
    factor: Value
    word: str
    is_whole: bool
    is_share: bool = False

    def problem(self, message: str) -> Problem:
        """A problem with what it is compared with."""
        return self.document.problem(("claims", self.index, "compared", "to"), message)


class Articles(Struct):
    """What has been read of articles; in the order in which they were read.

    `hints` are no mistakes, `set_aside` the keys of claims that have a problem and are left out for it. What stands
    below them is known only once all articles are together.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    comparing: list[Comparing] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    set_aside: set[str] = field(default_factory=set)
    revisions: tuple[Revision, ...] = ()
    disowned: tuple[Disowned, ...] = ()
    restarts: tuple[Restart, ...] = ()
