"""How voices, papers, figures and days are called in every report: by their names and titles, never by ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from checker.corpus.corpus import BEFORE, THEN, Claim, Comparison, Corpus
from checker.engine.findings import Figure, Statement
from checker.values.dates import WINDOW_ALWAYS, Window, show_window
from checker.values.formatting import listed
from checker.values.moments import DAY, Moment
from checker.values.value import fold

LONG_NAME = 24
"""A name with more letters is shortened after its first use, where its entity has a shorter alias."""
MOST_PAPERS = 2
"""Papers that one sentence names."""
MAIN_SUBJECT = 0.5
"""The share of claims from which the event that they are about goes without saying: it gives the story its name."""
MAIN_YEAR = 0.8
"""The share of claims from which their year goes without saying."""


_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"


MOST_BETWEEN = 3
"""Figures that tie others, of which the names are told."""


class Names:
    """The names of a corpus. The year that nearly all of its claims are of is `year`, and left out of days; 0: none.

    With `brief`, titles leave out the subject that most claims are about: a report's head says what it is of.
    """

    def __init__(self, corpus: Corpus, *, brief: bool = False) -> None:
        self.corpus = corpus
        self.main_subject = _main_subject(corpus) if brief else ""
        self.year = _main_year(corpus.claims)
        written = sorted({claim.via for claim in corpus.claims} | {s.publisher for s in corpus.sources.values()})
        self._written = {fold(name): name for name in reversed(written)}
        subjects = {claim.subject for claim in corpus.claims}
        counts = Counter(corpus.entities[key].name for key in subjects)
        self._shared = {name for name, number in counts.items() if number > 1}
        self._earlier: dict[str, list[str]] = {}
        former = (entity for entity in corpus.entities.values() if entity.became)
        for entity in sorted(former, key=lambda entity: entity.name):
            self._earlier.setdefault(entity.became, []).append(entity.name)

    # --- who

    def voice(self, key: str) -> str:
        """The name of an entity; of a publisher or an agency that is none, as it is written."""
        return self.corpus.entities[key].name if key in self.corpus.entities else self._written.get(key, key)

    def has(self, *keys: str) -> str:
        """The verb of voices: "has" of one, unless its name is of many; a paper's name is of one."""
        return "have" if self.are_many(keys) else "has"

    def are_many(self, keys: Collection[str]) -> bool:
        """Whether voices are several, or one whose name is of many: "the police"."""
        name = self.voice(next(iter(keys), ""))
        return len(keys) > 1 or (is_plural(name) and fold(name) not in self._written)

    def short(self, key: str) -> str:
        """What to call a voice after its first use: its shortest alias, if its name is long."""
        name = self.voice(key)
        if len(name) <= LONG_NAME or key not in self.corpus.entities:
            return name
        aliases = [a for a in self.corpus.entities[key].aliases if 2 <= len(a) <= len(name) // 2]
        return min(aliases, key=lambda alias: (len(alias), alias), default=name)

    def introduced(self, key: str) -> str:
        """A voice in full, with what it is called from then on: "Human Rights Watch International (HRWI)"."""
        name, short = self.voice(key), self.short(key)
        return name if name == short else f"{name} ({short})"

    def paper(self, source: str) -> str:
        """The publisher of an article."""
        return self.corpus.sources[source].publisher

    def papers(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The publishers that relay claims of one voice, each once, less the voice itself."""
        found = {
            publisher
            for claim in claims
            if (publisher := self.paper(claim.source)).casefold() != self.voice(claim.origin).casefold()
            and fold(publisher) != claim.origin
        }
        return tuple(sorted(found))

    def as_they_have_it(self, claims: Sequence[Claim], others: Sequence[Claim]) -> str:
        """ ", as the Herald has it": who relays claims of a voice, where other papers relay other ones of it."""
        own, elsewhere = self.papers(claims), self.papers(others)
        if not others or not own or own == elsewhere:
            return ""
        return f", as {few_names(own)} {'has' if len(own) == 1 else 'have'} it"

    def one_agency(self, statements: Sequence[Statement]) -> str:
        """ " (both from the agency)": whose report papers print, where it is one and the same, and not the voice."""
        sources = {claim.source for statement in statements for claim in statement.claims}
        agencies = {self.corpus.sources[source].via for source in sources}
        via = agencies.pop() if len(agencies) == 1 else ""
        if not via or len(sources) == 1 or self.voice(via) == self.voice(statements[0].voice):
            return ""
        return f" ({'both' if len(sources) == 2 else 'all'} from {in_sentence(self.voice(via))})"

    def cited(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Whom claims quote, where that is no voice of its own: "a police official"."""
        found = [claim.speaker for claim in claims if claim.speaker and not self._is_voice(claim.speaker, claim.origin)]
        return tuple(sorted(set(found)))

    def citing(self, claims: Iterable[Claim]) -> str:
        """ ", citing a police official": whom claims quote, where that is no voice of its own."""
        cited = self.cited(claims)
        return f", citing {few_names(cited)}" if cited else ""

    def _is_voice(self, speaker: str, origin: str) -> bool:
        entity = self.corpus.entities.get(origin)
        if entity is None:
            return fold(speaker) == origin
        return fold(speaker) in {fold(name) for name in (entity.name, entity.id, *entity.aliases)}

    def by(self, claims: Sequence[Claim]) -> str:
        """How claims came to us: "citing a police official, in the Herald"; nothing where a voice speaks for itself."""
        cited, papers = self.cited(claims), self.papers(claims)
        parts = [f"citing {few_names(cited)}"] if cited else []
        return ", ".join([*parts, in_papers(papers)] if papers else parts)

    # --- what

    def subject(self, key: str) -> str:
        """An entity's name, after the names of what became it; with its story where two of one name are spoken of."""
        entity = self.corpus.entities[key]
        story = key.rpartition("/")[0]
        name = f"{entity.name} ({story})" if entity.name in self._shared and story else entity.name
        return f"{listed(self._earlier[key])}, then {name}" if key in self._earlier else name

    def property(self, name: str) -> str:
        return self.corpus.properties[name].title

    def figure(self, of: Figure | Claim) -> str:
        """A figure by its title: "people killed (civilians), feared – the flood at Norwold"."""
        scope = f" ({of.scope})" if of.scope else ""
        status = "" if of.status == "actual" else f", {of.status}"
        about = "" if of.subject == self.main_subject else f" – {self.subject(of.subject)}"
        against = f", against {self._compared(of.compared, of)}" if of.compared else ""
        return f"{self.property(of.property)}{scope}{status}{about}{against}"

    def _compared(self, with_: Comparison, of: Figure | Claim) -> str:
        """What a figure is compared with, as far as it is another: "that of 2030", "people killed – Norwold"."""
        told = self.property(with_.property) if with_.property != of.property else ""
        if with_.scope != of.scope:
            told = f"{told} ({with_.scope})" if with_.scope else told or "all"
        if with_.status != of.status:
            told = f"{told} {with_.status}".strip()
        if with_.subject != of.subject:
            told = f"{told} – {self.subject(with_.subject)}" if told else self.subject(with_.subject)
        if with_.at == BEFORE:
            return f"{told or 'that'} before"
        if not with_.at:
            return told
        days = self.days(Window(with_.first, with_.last))
        return f"{told} {'on' if with_.at == THEN else 'in'} {days}" if told else f"that of {days}"

    def heading(self, of: Figure | Claim) -> str:
        """The title of a figure with its subject, whatever is brief."""
        about = f" – {self.subject(of.subject)}" if of.subject == self.main_subject else ""
        return f"{self.title(of)}{about}"

    def title(self, of: Figure | Claim) -> str:
        """That, with a capital letter, and the period or the start of counting where there is one."""
        span = ""
        if of.period is not None:
            span = f", {self.period(of.period)}"
        elif of.counted_from is not None:
            span = f", counted from {self.days(of.counted_from)}"
        return capital(f"{self.figure(of)}{span}")

    def between(self, figures: Sequence[Figure]) -> str:
        """By which figures others hang together, though nobody gives these: for the end of a sentence."""
        if not figures:
            return ""
        names = list(dict.fromkeys(self.figure(figure) for figure in figures))
        own = {figure.name for figure in figures}
        is_ever_given = any(claim.figure_name in own for claim in self.corpus.claims)
        told = f"{'is' if len(names) == 1 else 'are'} {few_names(names, MOST_BETWEEN)}"
        return f"; between them {told}, which nobody gives{' for that time' if is_ever_given else ''}"

    # --- when

    def days(self, window: Window) -> str:
        """A span of days, without the main year: "3 to 7 May"."""
        text, year = show_window(window), f" {self.year}"
        return text.removesuffix(year) if self.year and text.count(year) == 1 else text

    def without_year(self, text: str) -> str:
        """A rule's message with its days as they are told elsewhere: without the main year."""
        return re.sub(rf"\b({_MONTHS}) {self.year}\b", r"\1", text) if self.year else text

    def period(self, window: Window) -> str:
        """What a figure for a period is of: "for 1 to 7 May", "since 5 May"."""
        if window.last >= WINDOW_ALWAYS.last:
            return f"since {self.days(Window(window.first, window.first))}"
        return f"for {self.days(window)}"

    def moment(self, moment: Moment) -> str:
        """When a figure is of: "4 May", "4 May, 09:00"; nothing where it is one for good."""
        days = moment.days
        if days.first <= WINDOW_ALWAYS.first and days.last >= WINDOW_ALWAYS.last:
            return ""
        text = self.days(days)
        if moment.by_minute and moment.earliest == moment.latest:
            hour, minute = divmod(moment.earliest % DAY, 60)
            return f"{text}, {hour:02}:{minute:02}"
        return f"all of {text}" if moment.throughout and days.first != days.last else text

    def when(self, statement: Statement) -> str:
        """The day or the period of a statement; nothing of a figure that is one for good."""
        figure = statement.figure
        if figure.period is not None:
            return self.period(figure.period)
        return "" if figure.mode == "constant" else self.moment(statement.moment)

    def claim_when(self, claim: Claim) -> str:
        """The day or the period of a claim; nothing of a figure that is one for good."""
        if claim.period is not None:
            return self.period(claim.period)
        is_constant = self.corpus.properties[claim.property].over_time[claim.status] == "constant"
        return "" if is_constant else self.moment(claim.moment)


_SINGULAR_ENDINGS = ("ss", "us", "is", "news", "times", "nations", "states", "affairs", "headquarters", "netherlands")
_PLURAL_ENDINGS = ("police", "people", "troops")


def is_plural(name: str) -> bool:
    """Whether a name is said to have rather than to has: "the police", "the organisers", "Norway and Sweden".

    What it begins with counts: "the ministry of communications has". A paper is one: "The Times has".
    """
    head = re.split(r" (?:of|for|in|at|on|from|against|without) ", name)[0]
    last = head.rpartition(" ")[2]
    if re.fullmatch(r"\S+ and \S+", head) or last.casefold() in _PLURAL_ENDINGS:
        return True
    is_of_many = name[:4] in ("the ", "The ") or name.islower()
    is_plain = last.endswith("s") and not last.isupper() and not last.casefold().endswith(_SINGULAR_ENDINGS)
    return is_of_many and is_plain


class Mentions:
    """The voices that one text has named so far: each in full the first time, and short after that."""

    def __init__(self, names: Names, introduced: Iterable[str] = ()) -> None:
        self._names = names
        self._introduced = set(introduced)

    def voice(self, key: str) -> str:
        """A voice within a sentence: "the Gazette"."""
        name = self._names.short(key) if key in self._introduced else self._names.voice(key)
        self._introduced.add(key)
        return in_sentence(name)

    def relayed(self, statement: Statement) -> str:
        """A voice, then who relays it: "Norwold Council (in the Herald and the Tribune)"."""
        voice, by = self.voice(statement.voice), self._names.by(statement.claims)
        return f"{voice} ({by})" if by else voice


def in_papers(papers: Sequence[str], most: int = MOST_PAPERS) -> str:
    """ "in the Herald and the Tribune", "in the Courier and 4 more"."""
    return f"in {few_names(papers, most)}"


def few_names(names: Sequence[str], most: int = MOST_PAPERS) -> str:
    """Names within a sentence; of many the first few and how many more."""
    told = [in_sentence(name) for name in names]
    if len(told) > most:
        shown = max(most - 1, 1)
        told = [*told[:shown], f"{len(names) - shown} more"]
    return listed(told)


def days_listed(days: Sequence[str]) -> str:
    """Days as they are said together: "11 and 12 May", "30 Apr and 2 May"."""
    pairs = [re.fullmatch(r"(\d+) (.+)", each) for each in days]
    of_months = [(match[1], match[2]) for match in pairs if match]
    if len(of_months) == len(days) and len({month for _, month in of_months}) == 1:
        return f"{listed([number for number, _ in of_months])} {of_months[0][1]}"
    return listed(list(days))


def in_sentence(name: str) -> str:
    """A name within a sentence: "the Gazette" for "The Gazette"."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def capital(text: str) -> str:
    """Text with a capital letter at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def _main_subject(corpus: Corpus) -> str:
    """The event that most claims are about, after which the head of a report is called; "" where there is no such."""
    claims = corpus.claims
    subject, number = max(Counter(claim.subject for claim in claims).items(), key=lambda item: item[1], default=("", 0))
    is_named = number > MAIN_SUBJECT * len(claims) and corpus.entities[subject].kind == "event"
    return subject if is_named else ""


def _main_year(claims: Sequence[Claim]) -> int:
    """The year that nearly all claims are of; 0 where there is none."""
    years: Counter[int] = Counter()
    for days, number in Counter(claim.as_of for claim in claims).items():
        if 1 <= days.first <= days.last <= date.max.toordinal():
            year = date.fromordinal(days.first).year
            years[year] += number if year == date.fromordinal(days.last).year else 0
    years = +years
    if not years:
        return 0
    year, number = min(years.items(), key=lambda item: (-item[1], item[0]))
    return year if number >= MAIN_YEAR * sum(years.values()) else 0
