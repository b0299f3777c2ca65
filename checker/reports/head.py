"""The head of a report: of which story it is, how much was read, and how much was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from checker.baseline.review import Review
from checker.reports.gate import by_severity, extent
from checker.reports.names import MAIN_SUBJECT, Names, capital
from checker.reports.order import is_counted
from checker.reports.sentences import sentence
from checker.values.dates import Window, show_window
from checker.values.display import are, counted

MOST_STORIES = 5


def title(review: Review, names: Names) -> str:
    """The name of the story: that of the event which most of its claims are about, else that of its folder."""
    about: dict[str, Counter[str]] = {}
    for claim in review.corpus.claims:
        about.setdefault(review.corpus.sources[claim.source].story, Counter())[claim.subject] += 1
    stories = [_story(story, about.get(story, Counter()), names) for story in review.stories[:MOST_STORIES]]
    more = len(review.stories) - MOST_STORIES
    return f"{', '.join(stories)}{f' and {more} more' if more > 0 else ''}" if stories else "no stories"


def _story(story: str, subjects: Counter[str], names: Names) -> str:
    if subjects:
        subject, number = max(sorted(subjects.items()), key=lambda item: item[1])
        is_event = names.corpus.entities[subject].kind == "event"
        if is_event and number > MAIN_SUBJECT * sum(subjects.values()):
            return capital(names.subject(subject))
    return story


def span(review: Review) -> str:
    """ "9 articles, 64 claims, 2 to 9 May 2031": from the first to the last day on which an article was published."""
    days = [review.corpus.sources[key].published for key in review.sources]
    between = [show_window(Window(min(d.first for d in days), max(d.last for d in days)))] if days else []
    return ", ".join([*extent(review), *between])


def counts(review: Review) -> str:
    """ "4 disagreements (4 more follow from these), 1 tension, 3 changes, 2 counts rose.\""""
    if not review.claims:
        return "Nothing was checked."
    told = [text for text in by_severity(review) if not text.startswith("0 ")]
    if not any(finding.severity == "error" for finding in review.findings):
        told.insert(0, "No disagreement was found")
    if changes := sum(1 for change in review.changes if change.kind != "rise"):
        told.append(counted(changes, "change"))
    if rises := sum(1 for change in review.changes if change.kind == "rise"):
        told.append(f"{counted(rises, 'count')} rose")
    return sentence(", ".join(told))


def reservations(review: Review) -> Iterable[str]:
    """What a reader must know before all else: that files have problems, and how much is accepted."""
    if not review.is_complete:
        number = counted(len(review.corpus.problems), "problem")
        yield f"INCOMPLETE: {number} in the files; what they hide is not checked."
    accepted = sum(1 for f in review.findings if is_counted(f) and review.status(f).is_accepted)
    if accepted:
        yield f"{accepted} of these {are(accepted)} accepted."
