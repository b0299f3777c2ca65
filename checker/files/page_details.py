"""What a web page says of itself, by order of trust: its own article in JSON-LD, its <meta>, what a reader sees."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from checker.files.page_days import Moment, day_in_path, local_day, moment
from checker.files.page_tree import Element
from checker.values.urls import host, is_address

MOST_LINKED = 20_000
"""Objects of JSON-LD that are looked at."""
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Story)$")
_META = {
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name"),
    "title": ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title"),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "byline"),
    "published": (
        *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date"),
        *("article.published", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "publish-date"),
        *("publish_date", "published_date", "publication_date", "pubdate", "ptime", "citation_publication_date"),
        *(
            "article_date_original",
            "originalpublicationdate",
            "cxenseparse:recs:publishtime",
            "date",
            "rnews:datepublished",
        ),
    ),
    "url": ("og:url", "twitter:url"),
}
_NO_NAME = re.compile(
    r"^(?:https?:|www\.|@|//)|[{}<>]|^\s*(?:admin|administrator|unknown|none|null|blogger|wordpress|\W*)\s*$|^.{120}",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}/?", re.IGNORECASE)
_AFTER = re.compile(r"\s*[|·•–—-]\s")
_LEAST_NAME = 4
_NOT_OF_THE_ARTICLE = frozenset({"aside", "nav", "footer"})
_AROUND = re.compile(r"comment|related|recommend|sidebar|promo|widget|teaser|card|latest|popular", re.IGNORECASE)


class Facts(Struct):
    """What a page gives, by kind: the most trusted first."""

    publisher: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    url: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """Texts in which the page shows its day to a reader."""


def facts_of(root: Element) -> dict[str, str]:
    """The details of a page's article by their names; what it does not say, or says in two ways, is not there."""
    facts = _meta(root)
    headings = [element.text() for element in root.elements() if element.tag == "h1"]
    seen = _before(facts, _seen(root, headings))
    own = _of_linked(_own_article(_linked(root), _address(facts), seen.title))
    if facts.title or any(headings):  # a <title> alone is often worded in another way
        own.title = [text for text in own.title if _same_title(text, seen.title)]
    facts = _before(own, seen)
    url = _address(facts)
    publisher = _publisher(facts, url)
    return {
        "publisher": publisher,
        "title": _title([text for text in facts.title if not _is_site(text, url)], publisher, headings),
        "author": _author(facts.author, publisher),
        "published": _published(facts, url),
        "url": url,
    }


def _address(facts: Facts) -> str:
    return next((address for address in facts.url if is_address(address)), "")


def _publisher(facts: Facts, url: str) -> str:
    return next((name for text in facts.publisher if _is_publisher(name := _clean(text), url)), "")


def _before(first: Facts, second: Facts) -> Facts:
    """Two lists of facts as one."""
    return Facts(*(getattr(first, name) + getattr(second, name) for name in Facts.__struct_fields__))


# --- where a page says it ----------------------------------------------------------------------


def _meta(root: Element) -> Facts:
    """The page's <meta> and its canonical address."""
    given: dict[str, list[str]] = {}
    canonical = []
    for element in root.elements():
        if element.tag == "meta" and (text := element.get("content").strip()):
            name = (element.get("property") or element.get("name") or element.get("itemprop")).casefold()
            given.setdefault(name, []).append(text)
        elif element.tag == "link" and "canonical" in element.get("rel").casefold().split():
            canonical.append(element.get("href").strip())
    facts = {kind: _given(given, names) for kind, names in _META.items()}
    return Facts(**{**facts, "url": [*canonical, *facts["url"]]})


def _given(given: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """What the page gives under any of these names, in their order."""
    return [text for name in names for text in given.get(name, ())]


def _seen(root: Element, headings: list[str]) -> Facts:
    """What a reader sees: headings, the page's <title>, the days of the article (not of what stands around it)."""
    facts = Facts()
    marked: list[str] = []
    unmarked: list[str] = []
    for element in _of_the_article(root):
        day = element.get("datetime") or element.get("content")
        if "datepublished" in element.get("itemprop").casefold().split():
            marked.append(day or element.text())
            facts.shown.append(element.text())
        elif element.tag == "time":
            (marked if _is_of_publication(element) else unmarked).append(day)
            facts.shown.append(element.text())
        elif element.tag == "title" and not facts.title:
            facts.title.append(element.text())
    facts.title = [*_fitting(headings, facts.title), *facts.title, *headings]
    # where there are several that are not marked, one may be of another story
    facts.published = [*(marked if _is_one_day(marked) else []), *_first_day(unmarked)]
    return facts


def _is_of_publication(element: Element) -> bool:
    return "pubdate" in element.attributes or "publish" in element.get("class").casefold()


def _is_one_day(texts: list[str]) -> bool:
    return len({text[:10] for text in texts if text}) == 1


def _first_day(texts: list[str]) -> list[str]:
    """The first of texts that all give one day; nothing where they give several."""
    return [text for text in texts if text][:1] if _is_one_day(texts) else []


def _fitting(headings: list[str], titles: list[str]) -> list[str]:
    """The headings that are part of the page's <title>: others may be the name of the paper, or of a menu. A single one
    of several words is the headline."""
    if len(headings) == 1 and len(headings[0].split()) > 2:
        return headings
    return [text for text in headings if len(_letters(text)) > 3 and _same_title(text, titles)]


def _of_the_article(root: Element) -> Iterator[Element]:
    """The elements of a page but for those in what stands around the article."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        for child in reversed(element.children):
            if isinstance(child, Element) and not _is_beside(child):
                waiting.append(child)


def _is_beside(element: Element) -> bool:
    """Whether an element is of what stands around the article."""
    if element.tag in _NOT_OF_THE_ARTICLE:
        return True
    return element.tag not in ("body", "article") and bool(
        _AROUND.search(f"{element.get('class')} {element.get('id')}")
    )


def _linked(root: Element) -> list[dict[str, Any]]:
    """All objects of the page's JSON-LD."""
    waiting: list[Any] = []
    for element in root.elements():
        if element.tag == "script" and "ld+json" in element.get("type").casefold():
            text = "".join(child for child in element.children if isinstance(child, str))
            waiting.append(_loaded(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text)))
    waiting.reverse()
    found: list[dict[str, Any]] = []
    while waiting and len(found) < MOST_LINKED:
        value = waiting.pop()
        if isinstance(value, dict):
            found.append(value)
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)
    return found


def _loaded(text: str) -> Any:
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


# --- the page's own article --------------------------------------------------------------------


def _own_article(linked: list[dict[str, Any]], url: str, titles: list[str]) -> list[dict[str, Any]]:
    """The objects of JSON-LD that are of the page's own article, with what they refer to; none where that is open."""
    named = {value["@id"]: value for value in linked if isinstance(value.get("@id"), str) and len(value) > 2}
    own = _articles_of_page([value for value in linked if _is_article(value)], url, titles)
    return [{key: _resolved(part, named) for key, part in value.items()} for value in own]


def _articles_of_page(articles: list[dict[str, Any]], url: str, titles: list[str]) -> list[dict[str, Any]]:
    """Those with the page's address; else those with its title; else all, if they have one headline."""
    if of_address := [value for value in articles if url and url in _addresses(value)]:
        return of_address
    if of_title := [value for value in articles if _same_title(_text(value.get("headline")), titles)]:
        return of_title
    return articles if len({_text(value.get("headline")) for value in articles}) == 1 else []


def _is_article(value: dict[str, Any]) -> bool:
    types = value.get("@type")
    return any(_ARTICLE.search(str(name)) for name in (types if isinstance(types, list) else [types]))


def _addresses(value: dict[str, Any]) -> set[str]:
    found = [value.get("url"), value.get("@id"), value.get("mainEntityOfPage")]
    found += [part.get("@id") or part.get("url") for part in found if isinstance(part, dict)]
    plain = {part for part in found if isinstance(part, str)}
    return plain | {part.partition("#")[0] for part in plain} | {part.rstrip("/") for part in plain}


def _same_title(headline: str, titles: list[str]) -> bool:
    one = _letters(_clean(headline))
    return bool(one) and any(one in (other := _letters(_clean(title))) or (other and other in one) for title in titles)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _resolved(part: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(part, list):
        return [_resolved(each, named) for each in part[:20]]
    if isinstance(part, dict) and set(part) <= {"@id", "@type"}:
        return named.get(str(part.get("@id")), part)
    return part


def _of_linked(articles: list[dict[str, Any]]) -> Facts:
    facts = Facts()
    for value in articles:
        facts.title += _texts(value.get("headline")) or _texts(value.get("name"))
        facts.published += [*_texts(value.get("datePublished")), *_texts(value.get("dateCreated"))]
        facts.publisher += _texts(value.get("publisher")) or _texts(value.get("sourceOrganization"))
        if authors := _texts(value.get("author")) or _texts(value.get("creator")):
            facts.author.append(", ".join(dict.fromkeys(authors)))
        facts.url += [address for address in _texts(value.get("url")) if is_address(address)]
    return facts


def _texts(value: Any) -> list[str]:
    """The texts of a value: itself, or the names of the things that it is."""
    parts = value if isinstance(value, list) else [value]
    found = [_text(part.get("name", part.get("@value")) if isinstance(part, dict) else part) for part in parts]
    return [text for text in found if text]


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return " ".join(first.split()) if isinstance(first, str) else ""


# --- cleaning ----------------------------------------------------------------------------------


def _clean(text: str) -> str:
    """A text without references (&#8220;, &amp;#8220; too), tags and odd spaces."""
    for _ in range(3):
        before, text = text, html.unescape(text)
        if before == text:
            break
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text).split())


def _is_publisher(name: str, url: str) -> bool:
    """Whether a text can be the name of who runs a page: a short one is part of its address, or it is a section's."""
    letters = _letters(name)
    return bool(letters) and not _NO_NAME.search(name) and (len(letters) >= _LEAST_NAME or letters in host(url))


def _is_site(title: str, url: str) -> bool:
    """Whether a title is that of the site: its address, such as herald.example, or the name in it."""
    letters = _letters(title)
    return bool(_HOST.fullmatch(title.strip())) or (bool(letters) and letters == _letters(host(url).rpartition(".")[0]))


def article_body(root: Element) -> str:
    """The text of the page's own article as JSON-LD gives it, for pages that are filled in by a script."""
    linked = _linked(root)
    bodies = [_text_of_body(value.get("articleBody")) for value in linked if _is_article(value)]
    return max(bodies, key=len, default="")


def _text_of_body(body: Any) -> str:
    if not isinstance(body, str):
        return ""
    lines = (_clean(line) for line in re.sub(r"</p>|<br\s*/?>", "\n", body).split("\n"))
    return "\n".join(line for line in lines if line)


def _title(titles: list[str], publisher: str, headings: list[str]) -> str:
    """The headline, without what often follows it: the publisher's name, a section, the day."""
    title = next((cleaned for text in titles if (cleaned := _clean(text))), "")
    for heading in headings:
        if len(heading.split()) > 1 and title.startswith(heading) and _AFTER.match(title[len(heading) :]):
            return heading
    if publisher and title.casefold() != publisher.casefold():
        title = re.sub(rf"\s*[|:·•–—-]+\s*{re.escape(publisher)}\s*$", "", title, flags=re.IGNORECASE) or title
    return title


def _author(authors: list[str], publisher: str) -> str:
    for text in authors:
        name = re.sub(r"^by\s+", "", _clean(text), flags=re.IGNORECASE)
        names = [part for part in name.split(", ") if not _NO_NAME.search(part)]
        if names and ", ".join(names).casefold() != publisher.casefold():
            return ", ".join(names)
    return ""


def _published(facts: Facts, url: str) -> str:
    """The day, as 2031-05-06; "" where the page does not say it."""
    moments = [found for text in facts.published if (found := moment(text)) is not None]
    if not moments:
        day = day_in_path(url)
        return day.isoformat() if day is not None else ""
    first: Moment = moments[0]
    return local_day(first, moments[1:], facts.shown).isoformat()
