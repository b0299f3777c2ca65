"""What the first lines of a plain text say of it: its title, who wrote it, who published it, and when."""

from __future__ import annotations

import re

from msgspec.structs import replace

from checker.coding.agencies import IN_A_PAPER, is_agency
from checker.files.extract import Details
from checker.texts.date_words import MONTH, WEEKDAY
from checker.texts.mentions import Mention, find_mentions
from checker.texts.names import BODY, names_in
from checker.values.dates import read_window
from checker.values.value import Hedges, fold

HEAD = 12
"""Lines at the top of a text in which it may say who wrote it, and when."""
MOST_IN_DATE_LINE = 12
_BY = re.compile(
    r"By ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:(?:,| and) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})*)"
    r"(?:, (?:(?:our|the|in) )?(?:[a-zA-Z'’-]+ ){0,4}(?:correspondent|reporter|editor|writer|staff|in [A-Z]\w+)"
    r"(?: in [A-Z]\w+)?)?"
)
"""By Ana Reed; By Marko Lind, health correspondent."""
_DATELINE = re.compile(
    rf"[A-Z][\w .'’-]{{1,40}},(?: [\w .'’-]{{1,40}},)? (?:{WEEKDAY},? )?"
    rf"(?P<day>{MONTH}\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}\.? {MONTH},?(?: \d{{4}})?)"
    r" \((?P<by>[^()]{2,60})\)"
)
"""How an agency's story begins: ORLAVA, Kestria, May 4, 2031 (Example Wire); ORLAVA, 4 May 2031 (Example Wire)."""
_NAME_ALONE = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,3}")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-Z]\.)?(?: [A-ZÀ-Þ][a-zà-ÿ'’-]+){1,2}")
_SOURCE = re.compile(r"Source: ?(\S.{1,60})", re.IGNORECASE)


_PAPERS = re.compile(
    r"(?:Courier|Posts?|Times|Herald|Gazettes?|News|Daily|Voice|Observer|Tribune|Ledger|Echo|Radio|TV|Television"
    r"|Channel|Journal|Jornal|Diario|Diário|Press|Mail|Globe|Standard|Guardian|Telegraph|Chronicle|Mirror|Express"
    r"|Broadcasting|Newswire|Wire|Review|Weekly|Magazine|Monitor|Examiner|Dispatch|Bulletin|Argus|Advertiser|Sentinel"
    r"|Inquirer|Enquirer|Zeitung|Tagblatt|Kurier|Folha|Correio|Gazeta|Gaceta|Corriere|Gazzetta|Canal|Le|El|La|Der|Die"
    r"|(?:[A-Z]\w*)?(?:[bB]ote|[bB]latt|[zZ]eitung|[aA]nzeiger|[kK]urier|[nN]achrichten|[rR]undschau|[pP]resse))"
)
"""Words of which the names of newspapers and broadcasters are made."""
_AMONG_NAMES = frozenset("of the and for de da do la le des du di del der die y e &".split())
MOST_IN_A_NAME = 6
_SEPARATORS = re.compile(r"\s*(?:[,|·•]|\s[-–—]\s)\s*")
_TIME = re.compile(r"(?:at )?\d{1,2}(?:[.:h]\d{2})? ?(?:am|pm|a\.m\.|p\.m\.|[A-Z]{3,4}|hrs)?|(?:Published|Updated)\b.*")


def details_of_text(text: str, publishers: frozenset[str] = frozenset()) -> Details:
    """What the first lines of a plain text say of it: its title, "By ...", a line with its date, "Source: ...".

    `publishers` are the names, folded, of those who are known to publish, or to be agencies.
    """
    lines = [" ".join(line.split()) for line in text[:20_000].splitlines() if line.strip()][:HEAD]
    found = _first_lines(lines, publishers)
    before = ""
    for line in lines:
        found = _with_line(found, line, before, publishers)
        before = "" if line == found.title else line
    return _with_names_alone(found, lines)


def _first_lines(lines: list[str], publishers: frozenset[str]) -> Details:
    """The title, which is the first line, or the second one below the name of a paper."""
    first, second = [*lines[:2], "", ""][:2]
    if _is_title(second) and _is_publisher(first, publishers) and _day_of_line(second) is None:
        return Details(title=second, publisher=first)
    return Details(title=first) if _is_title(first) else Details()


def _with_names_alone(found: Details, lines: list[str]) -> Details:
    """What names in lines of their own say: right beside the title the paper's, below the day the author's.

    A line is none of these where it may be the place of a dateline, or belongs to the text.
    """
    if found.title not in lines:
        return found
    at = lines.index(found.title)
    return _with_author_alone(_with_paper_alone(found, lines, at), lines, at)


def _with_paper_alone(found: Details, lines: list[str], at: int) -> Details:
    """The paper, whose name stands right under the title, or above it."""
    around = (*lines[at + 1 : at + 2], *lines[max(0, at - 1) : at])
    beside = next((line for line in around if _NAME_ALONE.fullmatch(line)), "")
    is_wanted = beside and found.published and not found.publisher
    return replace(found, publisher=beside) if is_wanted else found


def _with_author_alone(found: Details, lines: list[str], at: int) -> Details:
    """The author, whose full name stands below the line of the day."""
    of_day = next((n for n in range(at + 1, min(at + 5, len(lines))) if _day_in(lines[n])), len(lines))
    below = next(iter(lines[of_day + 1 : of_day + 2]), "")
    is_wanted = not found.author and below != found.publisher and _FULL_NAME.fullmatch(below)
    return replace(found, author=below) if is_wanted else found


def _is_title(line: str) -> bool:
    return 3 <= len(line.split()) <= 20 and line[-1] not in ".:,;" and not _SOURCE.fullmatch(line)


def _with_line(found: Details, line: str, before: str, publishers: frozenset[str]) -> Details:
    """What is known of an article, with what one more line of its head says; `before` is that before, if no title."""
    if dateline := _DATELINE.match(line):
        return _with_dateline(found, dateline)
    if by := _BY.fullmatch(line):
        return _with_author(found, by[1], publishers)
    if (source := _SOURCE.fullmatch(line)) and not found.publisher:
        return replace(found, publisher=source[1])
    return _with_day(found, line, before, publishers)


def _with_dateline(found: Details, dateline: re.Match[str]) -> Details:
    """With the day of a dateline, and who published it: the paper, where it names one beside the agency."""
    in_paper = IN_A_PAPER.fullmatch(dateline["by"])
    paper = in_paper["paper"] if in_paper else dateline["by"]
    day = found.published or _day_in(dateline["day"])
    return replace(found, publisher=found.publisher or paper, published=day)


def _with_author(found: Details, name: str, publishers: frozenset[str]) -> Details:
    """With the name of a byline, unless it is that of an agency."""
    is_agency_here = is_agency(name) or fold(name) in publishers
    return found if found.author or is_agency_here else replace(found, author=name)


def _with_day(found: Details, line: str, before: str, publishers: frozenset[str]) -> Details:
    """What a line with a day says: when it was published, and by whom, there or in the line before."""
    mention = None if found.published else _day_of_line(line)
    if mention is None:
        return found
    rest = [*_SEPARATORS.split(line[: mention.start]), *_SEPARATORS.split(line[mention.end :]), before]
    names = [name for part in rest if (name := _without_weekday(part)) and _is_publisher(name, publishers)]
    return replace(found, published=mention.value, publisher=found.publisher or next(iter(names), ""))


def _without_weekday(part: str) -> str:
    part = re.sub(rf"(?:\b(?:{WEEKDAY}))?[\s,]*$", "", part.strip())
    return "" if _TIME.fullmatch(part) else part


def _is_publisher(name: str, publishers: frozenset[str]) -> bool:
    """Whether a part of an article's head is who published it: by its words, or since it is known; a town is not."""
    words = re.sub(r" \([A-Z]{2,6}\)$", "", name).split()
    if fold(name) in publishers:
        return True
    if not 2 <= len(words) <= MOST_IN_A_NAME or words[0] == "By" or name[-1] in ".:;?!":
        return False
    return all(_may_be_in_a_name(word) for word in words) and _is_called_so(words)


def _may_be_in_a_name(word: str) -> bool:
    return word[0].isupper() or word.isdigit() or word in _AMONG_NAMES


def _is_called_so(words: list[str]) -> bool:
    """Whether these are the words of a newspaper, a broadcaster or a body."""
    whole = " ".join(words)
    if words[0] == "The" or any(_PAPERS.fullmatch(word) for word in words):
        return True
    return any(found.text == whole and found.kind == BODY for found in names_in(whole))


def _day_of_line(line: str) -> Mention | None:
    """The day that a line of a few words names with its year; None if it names none."""
    if len(line.split()) > MOST_IN_DATE_LINE or re.search(r"\d{4}", line) is None:
        return None
    anchor, _ = read_window("1800-01-01")
    for mention in find_mentions(line, anchor, Hedges()):
        is_day = mention.kind == "date" and mention.window and mention.window.first == mention.window.last
        if is_day and re.search(r"\d{4}", mention.phrase):
            return mention
    return None


def _day_in(line: str) -> str:
    """The day that a line names with its year, as 2031-05-06; "" if it names none."""
    found = _day_of_line(line)
    return found.value if found else ""
