"""What two states of a project differ in, in the sentences of the reports: findings, changes, figures and articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from checker.baseline.review import Review
from checker.corpus.corpus import Corpus
from checker.engine.findings import SEVERITY_ORDER, Figure, Finding, Statement
from checker.reports.changes import change_text
from checker.reports.gate import acceptance_text
from checker.reports.names import Mentions, capital, in_papers
from checker.reports.order import finding_rank, is_counted
from checker.reports.sentences import Sentences
from checker.values.dates import show_window

NEW, CHANGED, GONE = "new", "changed", "gone"
MOST_PAPERS = 4
FigureKey = tuple[object, ...]
Said = tuple[str, object]
"""A voice, and the moment that its value is of."""


class FindingChange(Struct, frozen=True, kw_only=True):
    """A finding that is new, gone or changed, in the sentences of before and of after. `note` says why it is so."""

    state: str
    id: str
    severity: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    note: str = ""


class ValueChange(Struct, frozen=True, kw_only=True):
    """What a voice says of a figure as of one moment: its value before and after, of which one may be empty."""

    voice: str
    when: str
    before: str = ""
    after: str = ""
    papers: str = ""
    note: str = ""


class Extent(Struct, frozen=True, kw_only=True):
    """How much one of the two states holds. `name` is what the user called it."""

    name: str
    articles: int
    claims: int
    disagreements: int
    tensions: int
    problems: int


class Difference(Struct, frozen=True, kw_only=True):
    """What has come, changed or gone between two states. `repeats` are papers with claims that say nothing new."""

    before: Extent
    after: Extent
    findings: tuple[FindingChange, ...]
    changes: tuple[str, ...]
    figures: tuple[tuple[str, tuple[ValueChange, ...]], ...]
    repeats: tuple[str, ...]
    articles_new: tuple[str, ...]
    articles_gone: tuple[str, ...]
    rules_differ: bool

    @property
    def is_empty(self) -> bool:
        return not (
            self.findings or self.changes or self.figures or self.repeats or self.articles_new or self.articles_gone
        )

    def of_state(self, state: str) -> tuple[FindingChange, ...]:
        return tuple(change for change in self.findings if change.state == state)


def difference(before: Review, after: Review, names: tuple[str, str]) -> Difference:
    """What two reviews differ in. `names` are what the user calls the two states."""
    sides = _Side(before, names[0], _renamed(before.corpus, after.corpus)), _Side(after, names[1], {})
    return Difference(
        before=sides[0].extent(),
        after=sides[1].extent(),
        findings=tuple(_findings(*sides)),
        changes=tuple(_changes(*sides)),
        figures=tuple(_figures(*sides)),
        repeats=tuple(_repeats(*sides)),
        articles_new=tuple(_articles(sides[1], sides[0])),
        articles_gone=tuple(_articles(sides[0], sides[1])),
        rules_differ=sides[0].rules() != sides[1].rules(),
    )


def _renamed(before: Corpus, after: Corpus) -> dict[str, str]:
    """The entities that have another id now and are known by their name: their keys before and now."""
    gone, new = before.entities.keys() - after.entities.keys(), after.entities.keys() - before.entities.keys()
    by_name: dict[tuple[str, str], list[str]] = {}
    for key in sorted(new):
        by_name.setdefault((key.rpartition("/")[0], after.entities[key].name), []).append(key)
    found = {key: by_name.get((key.rpartition("/")[0], before.entities[key].name), []) for key in gone}
    return {key: keys[0] for key, keys in found.items() if len(keys) == 1}


class _Side:
    """One of the two states, with its sentences. `renamed` are the keys that some entities have in the other one."""

    def __init__(self, review: Review, name: str, renamed: Mapping[str, str]) -> None:
        self.review, self.name, self.renamed = review, name, renamed
        self.sentences = Sentences(review.result, brief=True)
        self.names = self.sentences.names
        self.findings = {finding.id: finding for finding in review.findings}
        self.claims = {claim.key: claim for claim in review.corpus.claims}
        self.figures: dict[FigureKey, list[Statement]] = {}
        for statements in review.result.statements.values():
            self.figures.setdefault(self._figure_key(statements[0].figure), []).extend(statements)

    def _figure_key(self, figure: Figure) -> FigureKey:
        subject, *rest = figure.name
        return (self.key(subject), *rest, figure.period, figure.counted_from)

    def key(self, entity: str) -> str:
        """The key of a subject or a voice, as both states have it."""
        return self.renamed.get(entity, entity)

    def extent(self) -> Extent:
        counted = [finding for finding in self.review.findings if is_counted(finding)]
        return Extent(
            name=self.name,
            articles=len(self.review.sources),
            claims=len(self.review.written),
            disagreements=sum(1 for finding in counted if finding.severity == "error"),
            tensions=sum(1 for finding in counted if finding.severity == "warning"),
            problems=len(self.review.corpus.problems),
        )

    def rules(self) -> list[tuple[str, str]]:
        """What its rules rest on."""
        return sorted((rule.id, repr(rule.said)) for rule in self.review.corpus.rules)

    def told(self, finding: Finding) -> tuple[str, ...]:
        """The sentences of a finding, one for each of its parts."""
        lines = self.sentences.lines(finding, Mentions(self.names), names_figure=True)
        return tuple(f"{text}{quote}" for text, quote in lines)


# --- findings ------------------------------------------------------------------------------------


def _findings(before: _Side, after: _Side) -> Iterable[FindingChange]:
    """New, changed and gone findings, the gravest first; what follows from another is none by itself."""
    same = _told_alike(before, after)
    changed = [finding for finding in after.review.findings if is_counted(finding)]
    for finding in _ranked(changed, after):
        earlier = before.findings.get(finding.id)
        told = after.told(finding)
        if earlier is None and told in same:
            continue
        if earlier is None or not is_counted(earlier):
            note = "" if earlier is None else "it followed from another one before"
            yield FindingChange(state=NEW, id=finding.id, severity=finding.severity, after=told, note=note)
            continue
        was, note = before.told(earlier), _status_note(earlier, finding, before, after)
        if note or set(was) != set(told):
            yield FindingChange(
                state=CHANGED,
                id=finding.id,
                severity=finding.severity,
                before=tuple(text for text in was if text not in told),
                after=tuple(text for text in told if text not in was) or ((told[0],) if note else ()),
                note=note,
            )
    gone = [f for f in before.review.findings if is_counted(f)]
    for finding in _ranked(gone, before):
        now = after.findings.get(finding.id)
        if now is None or not is_counted(now):
            note = "" if now is None else "follows from another one now" if now.is_echo else "only possible now"
            told = before.told(finding)
            if now is None and told in same:
                continue
            yield FindingChange(state=GONE, id=finding.id, severity=finding.severity, before=told, note=note)


def _told_alike(before: _Side, after: _Side) -> set[tuple[str, ...]]:
    """What is told in the same words by findings whose id alone is another, for an entity has another one."""
    if not before.renamed:
        return set()
    gone = {before.told(finding) for id_, finding in before.findings.items() if id_ not in after.findings}
    return gone & {after.told(finding) for id_, finding in after.findings.items() if id_ not in before.findings}


def _ranked(findings: list[Finding], side: _Side) -> list[Finding]:
    return sorted(findings, key=lambda f: (SEVERITY_ORDER[f.severity], finding_rank(f, side.review)))


def _status_note(earlier: Finding, finding: Finding, before: _Side, after: _Side) -> str:
    """That a finding is accepted now, or no more."""
    was, now = before.review.status(earlier), after.review.status(finding)
    if was.is_accepted == now.is_accepted:
        return ""
    if now.is_accepted:
        return f"accepted now: {acceptance_text(now.acceptance)}" if now.acceptance else "accepted now"
    return "no longer accepted"


def _changes(before: _Side, after: _Side) -> Iterable[str]:
    """What changed in the world of the story, as far as it was not told before. Counts that rose are figures."""
    known = {change_text(change, before.sentences) for change in before.review.changes}
    for change in after.review.changes:
        text = change_text(change, after.sentences)
        if change.kind != "rise" and text not in known:
            yield text


# --- figures -------------------------------------------------------------------------------------


def _figures(before: _Side, after: _Side) -> Iterable[tuple[str, tuple[ValueChange, ...]]]:
    keys = dict.fromkeys((*after.figures, *before.figures))
    told: list[tuple[str, tuple[ValueChange, ...]]] = []
    for key in keys:
        rows = tuple(_values(before.figures.get(key, ()), after.figures.get(key, ()), before, after))
        if rows:
            side = after if key in after.figures else before
            told.append((side.names.title(side.figures[key][0].figure), rows))
    yield from sorted(told)


def _values(was: Sequence[Statement], now: Sequence[Statement], before: _Side, after: _Side) -> Iterable[ValueChange]:
    """The values of one figure that came, went or are others, in the order of time."""
    earlier, later = _by_voice_and_moment(was, before), _by_voice_and_moment(now, after)
    rows: list[tuple[tuple[object, ...], ValueChange]] = []
    for key in dict.fromkeys((*earlier, *later)):
        ours, theirs = _shown(earlier.get(key, ()), before), _shown(later.get(key, ()), after)
        if ours == theirs:
            continue
        side, held = (after, later[key]) if key in later else (before, earlier[key])
        change = ValueChange(
            voice=capital(side.names.voice(held[0].voice)),
            when=side.names.when(held[0]),
            before=ours,
            after=theirs,
            papers=_papers(held, side),
            note="" if theirs else _why_gone(earlier[key], after),
        )
        rows.append((held[0].order, change))
    yield from (change for _, change in sorted(rows, key=lambda row: row[0]))


def _by_voice_and_moment(statements: Iterable[Statement], side: _Side) -> Mapping[Said, list[Statement]]:
    found: dict[Said, list[Statement]] = {}
    for statement in statements:
        found.setdefault((side.key(statement.voice), statement.moment), []).append(statement)
    return found


def _shown(statements: Iterable[Statement], side: _Side) -> str:
    return " / ".join(sorted({side.sentences.figures.statement(statement) for statement in statements}))


def _papers(statements: Iterable[Statement], side: _Side) -> str:
    papers = side.names.papers(claim for statement in statements for claim in statement.claims)
    return in_papers(papers, MOST_PAPERS) if papers else ""


def _why_gone(statements: Iterable[Statement], after: _Side) -> str:
    """Why a value is out of play, where its claim is still there."""
    for statement in statements:
        for claim in statement.claims:
            later = after.claims.get(claim.key)
            if later is not None and later.out:
                return later.out
    return ""


def _repeats(before: _Side, after: _Side) -> Iterable[str]:
    """The papers whose new claims say what was said before."""
    found: set[str] = set()
    for key, statements in after.figures.items():
        known = {
            (before.key(s.voice), s.moment, before.sentences.figures.statement(s)) for s in before.figures.get(key, ())
        }
        for statement in statements:
            said = (statement.voice, statement.moment, after.sentences.figures.statement(statement))
            if said in known:
                new = (claim for claim in statement.claims if claim.key not in before.claims)
                found.update(after.names.paper(claim.source) for claim in new)
    yield from sorted(found)


# --- articles ------------------------------------------------------------------------------------


def _articles(side: _Side, other: _Side) -> Iterable[str]:
    """The articles that one state has and the other does not: "The Herald, 7 May 2031: Title"."""
    for key in side.review.sources:
        if key not in other.review.corpus.sources:
            source = side.review.corpus.sources[key]
            title = f": {source.title}" if source.title else ""
            yield f"{source.publisher}, {show_window(source.published)}{title}"
