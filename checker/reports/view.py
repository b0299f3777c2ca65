"""A report as the page shows it: what is said of what, by whom, and where its mark stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from checker.corpus.corpus import Claim, Source
from checker.engine.findings import Dispute, Figure, Finding, Report
from checker.engine.judge import apart
from checker.engine.messages import figure_name, show_position, who
from checker.engine.tables import comparable
from checker.files.models import SOURCES_DISAGREE
from checker.reports.advice import advice, figures_text, topic
from checker.reports.derivation import derivation_steps, relation_of
from checker.reports.gate import acceptance_text, age
from checker.reports.parts import Coverage, Found, Group, Matrix, Pair, Plot, Said, Sum, Voice
from checker.reports.plots import Axis, Mark, waterfall
from checker.values.dates import Window, show_window
from checker.values.display import visible
from checker.values.formatting import show_gap, show_range
from checker.values.urls import is_address

MOST_IN_MATRIX = 40
MOST_VALUES = 6
MOST_ROWS = 24
"""Claims of one figure that a dispute's plot shows, but for those in the dispute."""
Topic = tuple[str, str]
"""Subject and property."""


class View:
    """Makes all parts of the page from a report."""

    def __init__(self, report: Report) -> None:
        self.report, self.corpus = report, report.corpus
        self.topics: dict[Topic, list[Claim]] = {}
        for claim in self.corpus.claims:
            self.topics.setdefault((claim.subject, claim.property), []).append(claim)
        disagreeing = {claim.key for finding in report.of_severity("error") for claim in finding.claims}
        self.disagreeing = {
            each for each, claims in self.topics.items() if any(claim.key in disagreeing for claim in claims)
        }
        self.pairs = self._pairs()

    # --- claims and plots

    def said(self, claim: Claim, axis: Axis | None = None, finding: Finding | None = None) -> Said:
        source = self.corpus.sources[claim.source]
        interval = claim.value.interval
        is_plain = interval.is_point or claim.value.choices is not None or not claim.value.stated
        standing = f"implied: {claim.implied}" if claim.implied else claim.out
        is_constant = self.corpus.properties[claim.property].over_time[claim.status] == "constant"
        return Said(
            key=claim.key,
            source=claim.source,
            who=visible(who(claim, self.corpus) + (f", from {claim.via}" if claim.via and not claim.speaker else "")),
            day="" if is_constant else show_window(claim.as_of),
            value=visible(claim.value.text),
            read_as="" if is_plain else show_range(interval.lower, interval.upper, claim.value.unit),
            status=claim.status,
            quote=visible(claim.quote),
            standing=visible(standing),
            is_out=bool(claim.out),
            url=_link(source),
            published=show_window(source.published),
            published_day=source.published.first,
            place=visible(f"{claim.file}:{claim.line}"),
            amount=_amount(claim),
            age=visible(age(claim, finding, self.report)) if finding is not None else "",
            mark=_mark(claim, axis),
        )

    def plot(
        self,
        about: Topic,
        figure: Figure | None = None,
        prefix: str = "figure",
        wanted: frozenset[str] = frozenset(),
    ) -> Plot:
        """All claims of a topic; of a long one, where some are `wanted`, only these and those nearest in time."""
        subject, name = about
        claims = sorted(self.topics[about], key=lambda claim: (claim.status != "actual", claim.as_of, claim.key))
        more = 0
        if wanted and len(claims) > MOST_ROWS:
            more = len(claims)
            claims = _nearest(claims, wanted)
            more -= len(claims)
        numbers = [c for c in claims if c.value.stated and c.value.choices is None and c.value.unit != "text"]
        units = {claim.value.unit for claim in numbers}
        axis = None
        if numbers and len(units) == 1 and self.corpus.properties[name].scale.type != "text":
            bounds = [bound for c in numbers for bound in (c.value.interval.lower, c.value.interval.upper)]
            if figure is not None:
                bounds += [figure.lower, figure.upper]
            axis = Axis.over(bounds, min(units))
        band = axis.mark(figure.lower, figure.upper) if axis and figure and figure.choices is None else None
        entity = self.corpus.entities[subject]
        return Plot(
            id=f"{prefix}-{slug(subject)}~~{slug(name)}",
            address=f"{slug(subject)}~~{slug(name)}",
            name=visible(f"{entity.id}, {name}"),
            subject=visible(entity.id),
            rows=tuple(self.said(claim, axis) for claim in claims),
            ticks=tuple(axis.ticks()) if axis else (),
            band=band,
            band_text=show_range(figure.lower, figure.upper, min(units)) if band and figure else "",
            statuses=tuple(dict.fromkeys(claim.status for claim in claims)),
            sources=tuple(sorted({claim.source for claim in claims})),
            disagrees=about in self.disagreeing,
            more=more,
            values=visible(_few(list(dict.fromkeys(claim.overall for claim in claims if not claim.out)))),
        )

    def plots(self) -> Iterable[Plot]:
        for each in sorted(self.topics, key=lambda each: (each not in self.disagreeing, each)):
            yield self.plot(each)

    # --- findings and disputes

    def found(self, finding: Finding) -> Found:
        standing = self.report.standing(finding)
        return Found(
            id=finding.id,
            rule=finding.rule,
            severity=finding.severity,
            kind=finding.kind,
            message=visible(finding.message),
            gap=show_gap(finding.gap, finding.unit) if finding.gap and finding.unit != "origin" else "",
            state=standing.state,
            accepted=visible(acceptance_text(standing.acceptance)) if standing.acceptance else "",
            claims=tuple(self.said(claim, finding=finding) for claim in finding.claims),
            steps=tuple(visible(step) for step in derivation_steps(finding, self.report)),
            sum=self._sum(finding),
            sources=tuple(sorted({claim.source for claim in finding.claims})),
            subjects=tuple(sorted({self.corpus.entities[claim.subject].id for claim in finding.claims})),
        )

    def _sum(self, finding: Finding) -> Sum | None:
        relation = relation_of(finding.rule, self.corpus)
        if relation is None or not relation.summed or finding.joint:
            return None
        parts = [positions for name, positions in finding.terms if name == relation.summed]
        others = [positions for name, positions in finding.terms if name != relation.summed]
        if len(others) != 1 or not parts:
            return None
        named = [
            (
                visible(figure_name(self.report.quantities[positions[0].quantity], self.corpus)),
                visible(" or ".join(dict.fromkeys(show_position(p, "") for p in positions))),
            )
            for positions in (*parts, others[0])
        ]
        bounds = [(_least(p.lower for p in positions), _most(p.upper for p in positions)) for positions in parts]
        whole = (_least(p.lower for p in others[0]), _most(p.upper for p in others[0]))
        if any(low is not None and low < 0 for low, _ in (*bounds, whole)):
            return None  # bars that go back and forth would show nothing
        bars, axis = waterfall(bounds, whole, finding.unit)
        return Sum(
            parts=tuple((name, value, bar) for (name, value), bar in zip(named[:-1], bars[:-1], strict=True)),
            whole=(*named[-1], bars[-1]),
            ticks=tuple(axis.ticks()),
        )

    def groups(self) -> Iterable[Group]:
        for number, dispute in enumerate(self.report.disputes, 1):
            yield self.group(number, dispute)

    def group(self, number: int, dispute: Dispute) -> Group:
        figures: dict[Topic, Figure] = {}
        if dispute.explanations:
            for figure in dispute.explanations[0].figures:
                quantity = self.report.quantities[figure.position.quantity]
                figures[quantity.subject, quantity.property] = figure
        topics = dict.fromkeys((claim.subject, claim.property) for claim in dispute.claims)
        keys = frozenset(claim.key for claim in dispute.claims)
        standings = [self.report.standing(finding) for finding in dispute.findings]
        return Group(
            number=number,
            topic=visible(topic(dispute, self.corpus)),
            sentence=visible(self._sentence(dispute)),
            advice=tuple(visible(line) for line in advice(dispute, self.report)) if dispute.explanations else (),
            note=visible(dispute.note),
            plots=tuple(self.plot(each, figures.get(each), f"dispute-{number}", keys) for each in topics),
            found=tuple(self.found(finding) for finding in dispute.findings),
            claims=tuple(self.said(claim) for claim in dispute.claims),
            state="accepted" if all(standing.is_accepted for standing in standings) else "new",
            sources=tuple(sorted({claim.source for claim in dispute.claims})),
            subjects=tuple(sorted({self.corpus.entities[claim.subject].id for claim in dispute.claims})),
        )

    def _sentence(self, dispute: Dispute) -> str:
        """Who says what, for the widest contradiction: "Gazette: 400 (first-team, size); Herald: 396 (...)"."""
        parts: list[str] = []
        for position in dispute.findings[0].positions:
            quantity = self.report.quantities[position.quantity]
            voices = sorted({self.corpus.sources[claim.source].publisher for claim in position.claims})
            said = f"{' and '.join(voices)}: {show_position(position, quantity.unit)}"
            parts.append(f"{said} ({figure_name(quantity, self.corpus)})")
        return "; ".join(dict.fromkeys(parts))

    def first_to_check(self) -> tuple[str, tuple[str, ...]]:
        """The dispute to begin with, as an address in the page, and what to re-check in it."""
        explained = [(n, dispute) for n, dispute in enumerate(self.report.disputes, 1) if dispute.explanations]
        if not explained:
            return "", ()
        number, best = min(explained, key=lambda entry: self.group_is_accepted(entry[1]))
        return f"#dispute-{number}", tuple(visible(line) for line in advice(best, self.report))

    def group_is_accepted(self, dispute: Dispute) -> bool:
        return all(self.report.standing(finding).is_accepted for finding in dispute.findings)

    def explanation_text(self, dispute: Dispute) -> list[str]:
        return [visible(figures_text(each, self.report)) for each in dispute.explanations]

    # --- sources

    def _pairs(self) -> dict[tuple[str, str], Pair]:
        """Each two sources with different voices that anything compares."""
        pairs: dict[tuple[str, str], Pair] = {}
        for quantity in self.report.quantities.values():
            held = [(position, claim) for position in quantity.positions for claim in position.claims]
            seen: dict[tuple[str, str], bool] = {}
            for (one, a), (other, b) in combinations(held, 2):
                if a.source == b.source or a.origin == b.origin:
                    continue
                pair = _ordered(a.source, b.source)
                if one.choices is not None and other.choices is not None:
                    clash = one.choices.meet(other.choices).is_empty
                else:
                    clash = apart(one, other) is not None
                seen[pair] = seen.get(pair, False) or clash
            for pair, clash in seen.items():
                entry = pairs.setdefault(pair, Pair())
                entry.both += 1
                entry.clashes += clash
        for finding in self.report.of_severity("error"):
            if finding.rule != SOURCES_DISAGREE:
                voices = {(claim.source, claim.origin) for claim in finding.claims}
                against = {
                    _ordered(a, b)
                    for (a, one), (b, other) in combinations(sorted(voices), 2)
                    if a != b and one != other
                }
                for pair in against:
                    pairs.setdefault(pair, Pair()).by_rule += 1
        return pairs

    def voices(self) -> Iterable[Voice]:
        by_source: dict[str, list[Claim]] = {}
        for claim in self.corpus.claims:
            by_source.setdefault(claim.source, []).append(claim)
        totals: dict[str, list[int]] = {}
        for pair, counted in self.pairs.items():
            for name in pair:
                entry = totals.setdefault(name, [0, 0])
                entry[0] += counted.both
                entry[1] += counted.clashes
        contradictions: dict[str, int] = {}
        for finding in self.report.of_severity("error"):
            for name in {claim.source for claim in finding.claims}:
                contradictions[name] = contradictions.get(name, 0) + 1
        coverages = self._coverages()
        for key, source in self.corpus.sources.items():
            claims = by_source.get(key, [])
            compared, disagreed = totals.get(key, (0, 0))
            yield Voice(
                key=key,
                name=visible(source.publisher),
                title=visible(source.title),
                url=_link(source),
                published=show_window(source.published),
                origin=visible(source.via),
                claims=tuple(
                    (
                        f"figure-{slug(claim.subject)}~~{slug(claim.property)}",
                        visible(f"{self.corpus.entities[claim.subject].id}, {claim.property}"),
                        visible(claim.overall),
                        "out" if claim.out else "" if comparable(claim, self.corpus) else "not compared",
                    )
                    for claim in claims
                ),
                corrections=tuple(visible(f"{claim.id}: {claim.out}") for claim in claims if claim.out),
                compared=compared,
                disagreed=disagreed,
                contradictions=contradictions.get(key, 0),
                coverage=coverages.get(key),
            )

    def _coverages(self) -> dict[str, Coverage]:
        """Of those articles whose text is at hand."""
        if not any(text.content for text in self.corpus.texts.values()):
            return {}
        from checker.files.article_texts import CHANGED
        from checker.reports.selection import chosen_part
        from checker.texts.coverage import coverage
        from checker.texts.quotes import GONE

        return {
            article.source: Coverage(
                figures=len(article.spots),
                coded=article.coded,
                left_out=tuple((spot.line, visible(spot.words)) for spot in article.uncoded),
                lost=tuple(visible(f"{claim.id}: “{claim.quote}”") for claim, _, _ in article.in_state(GONE)),
                is_changed=article.text.state == CHANGED,
            )
            for article in coverage(chosen_part(self.corpus))
            if article.text is not None and article.text.content
        }

    def matrices(self) -> Iterable[Matrix]:
        for story in self.corpus.stories:
            keys = [key for key, source in self.corpus.sources.items() if source.story == story]
            if len(keys) > MOST_IN_MATRIX:
                involved = {key for pair, n in self.pairs.items() if n.clashes or n.by_rule for key in pair}
                keys = [key for key in keys if key in involved][:MOST_IN_MATRIX]
            if len(keys) < 2:
                continue
            cells = tuple(tuple(self.pairs.get(_ordered(one, other)) for other in keys) for one in keys)
            names = tuple((key, visible(self.corpus.sources[key].publisher)) for key in keys)
            yield Matrix(story=visible(story), names=names, cells=cells)

    # --- the rest

    def timeline(self) -> Iterable[tuple[str, list[tuple[str, str, str]]]]:
        """Events and publications by day: (day, (what, who, address))."""
        days: dict[tuple[int, int], list[tuple[str, str, str]]] = {}
        for claim in self.corpus.claims:
            interval = claim.value.interval
            if claim.value.unit != "date" or claim.out or interval.lower is None or interval.upper is None:
                continue
            status = "" if claim.status == "actual" else f" ({claim.status})"
            what = visible(f"{self.corpus.entities[claim.subject].id} {claim.property}{status}")
            entry = (what, visible(who(claim, self.corpus)), f"#figure-{slug(claim.subject)}~~{slug(claim.property)}")
            days.setdefault((int(interval.lower), int(interval.upper)), []).append(entry)
        for key, source in self.corpus.sources.items():
            entry = ("published", visible(source.publisher), f"#source-{slug(key)}")
            days.setdefault((source.published.first, source.published.last), []).append(entry)
        for window in sorted(days):
            yield show_window(Window(*window)), sorted(set(days[window]))

    def reasons(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for entry in self.report.not_compared:
            found.setdefault(visible(entry.reason), []).append((visible(entry.subject), entry.claims))
        return found


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _few(words: list[str]) -> str:
    shown = words if len(words) <= MOST_VALUES else [*words[:MOST_VALUES], f"{len(words) - MOST_VALUES} more"]
    return "; ".join(shown)


def _nearest(claims: list[Claim], wanted: frozenset[str]) -> list[Claim]:
    """The wanted claims and those nearest to them in time, in the order given."""
    days = [claim.as_of.first for claim in claims if claim.key in wanted]

    def distance(claim: Claim) -> tuple[bool, int, str]:
        return claim.key not in wanted, min((abs(claim.as_of.first - day) for day in days), default=0), claim.key

    kept = {claim.key for claim in sorted(claims, key=distance)[:MOST_ROWS]} | (wanted & {c.key for c in claims})
    return [claim for claim in claims if claim.key in kept]


def _mark(claim: Claim, axis: Axis | None) -> Mark | None:
    interval = claim.value.interval
    if axis is None or not claim.value.stated or claim.value.choices is not None:
        return None
    # "up to 1,000" has a lower bound only because nothing is less than none
    floor = interval.lower == 0 and interval.upper != 0 and interval.best is None
    return axis.mark(None if floor else interval.lower, interval.upper, interval.best)


def _amount(claim: Claim) -> float | None:
    """What a claim is sorted by: its best figure, the middle of its range, or its one bound; None if by its text."""
    interval = claim.value.interval
    if not claim.value.stated or claim.value.choices is not None or claim.value.text.isdecimal():
        return None
    if interval.best is not None:
        return float(interval.best)
    floor = interval.lower == 0 and interval.upper != 0
    known = [bound for bound in (None if floor else interval.lower, interval.upper) if bound is not None]
    return float(sum(known) / len(known)) if known else None


def _least(bounds: Iterable[Fraction | None]) -> Fraction | None:
    known = list(bounds)
    return None if any(bound is None for bound in known) else min(bound for bound in known if bound is not None)


def _most(bounds: Iterable[Fraction | None]) -> Fraction | None:
    known = list(bounds)
    return None if any(bound is None for bound in known) else max(bound for bound in known if bound is not None)


def slug(text: str) -> str:
    """Text as part of an address within the page; different texts stay different."""
    return re.sub(r"[^\w.-]", lambda found: f"~{ord(found[0]):x}", text)


def _link(source: Source) -> str:
    """A source's address, if a browser may follow it."""
    return source.url if is_address(source.url) else ""
