"""The text of an article's page, without what stands around it: menus, advertisements, other stories, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.files.page_tree import Element

_NEVER = frozenset(
    """script style noscript template svg math iframe object canvas head button select textarea nav footer aside
    dialog""".split()
)
_INLINE = frozenset(
    """a abbr b bdi bdo cite code data dfn em font i kbd label mark q s samp small span strong sub sup td th time u var
    wbr""".split()
)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|adslot|promo\w*|sponsor\w*|outbrain|taboola|related\w*|recommend\w*|read-?more|"
    r"more-?(?:on|from|stories|news)|most-?(?:read|popular|viewed)|popular|trending|comments?|disqus\w*|share\w*|"
    r"sharing|social\w*|follow-?us|newsletter\w*|subscri\w+|sign-?up|paywall|sidebar|side-?bar|breadcrumbs?|menu|"
    r"navbar|navigation|cookies?\w*|consent|gdpr|tags?|tag-?list|pagination|print-?only|skip-?link|author-?bio|"
    r"byline-?bio|footer|masthead|site-?header|widget\w*|login)(?=$|[\s_-])",
    re.IGNORECASE,
)
_ROLES = frozenset({"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"})
_LINE_AROUND = re.compile(
    r"(?:advertisement|ad|sponsored(?: content)?|story continues below(?: advertisement)?|share(?: this.{0,20})?|"
    r"tweet|print|email|copy link|read more:?|\d+ comments?|comments?(?: \(\d+\))?|leave a comment|follow us.{0,40}|"
    r"sign up.{0,60}|subscribe.{0,60}|related(?: (?:stories|articles|topics|content))?:?|recommended.{0,20}|"
    r"most (?:read|popular).{0,20}|(?:facebook|twitter|whatsapp|telegram|linkedin|reddit|x)|loading\W*|"
    r"skip to (?:main )?content|menu|search|log ?in|sign in|\d+ shares?)",
    re.IGNORECASE,
)
_MOST_OF_A_PAGE = 0.5
"""A part that holds more of the page's text than this is the article, whatever its class says."""
_LEAST_ARTICLE = 0.3
"""The share of a page's text that an <article> or <main> holds at least, if it is the article."""
_LINKED = 0.6


@dataclass(slots=True)
class _Size:
    """Letters of text in an element, and those of them in links."""

    letters: int = 0
    linked: int = 0


def text_of(root: Element) -> str:
    """The text of the article, block by block, a line each."""
    body = next((element for element in root.elements() if element.tag == "body"), root)
    sizes = _sizes(body)
    lines = _lines(_article(body, sizes), sizes, sizes[id(body)].letters)
    return "\n".join(line for line in lines if not _LINE_AROUND.fullmatch(line))


def _sizes(body: Element) -> dict[int, _Size]:
    """The size of each element, by its identity."""
    sizes = {id(body): _Size()}
    order = [(body, body.tag == "a")]
    parents: dict[int, int] = {}
    for element, is_linked in order:
        size = sizes[id(element)]
        for child in element.children:
            if isinstance(child, str):
                letters = len(child.strip())
                size.letters += letters
                size.linked += letters if is_linked else 0
            elif child.tag not in _NEVER:
                sizes[id(child)] = _Size()
                parents[id(child)] = id(element)
                order.append((child, is_linked or child.tag == "a"))
    for element, _ in reversed(order[1:]):
        own, parent = sizes[id(element)], sizes[parents[id(element)]]
        parent.letters += own.letters
        parent.linked += own.linked
    return sizes


def _article(body: Element, sizes: dict[int, _Size]) -> Element:
    """The part of a page that is its article: the one <article> or <main> with enough text, else all of it."""
    whole = sizes[id(body)].letters
    for is_it in (_is_article_body, lambda element: element.tag == "article", _is_main):
        found = [element for element in body.elements() if id(element) in sizes and is_it(element)]
        largest = max(found, key=lambda element: sizes[id(element)].letters, default=None)
        if largest is not None and sizes[id(largest)].letters >= _LEAST_ARTICLE * whole:
            return largest
    return body


def _is_article_body(element: Element) -> bool:
    return "articlebody" in element.get("itemprop").casefold()


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _is_around(element: Element, sizes: dict[int, _Size], whole: int) -> bool:
    """Whether an element is something other than the article's text."""
    if element.tag in _NEVER or "hidden" in element.attributes or element.get("aria-hidden") == "true":
        return True
    size = sizes.get(id(element))
    if size is None or size.letters > _MOST_OF_A_PAGE * whole:
        return False
    if element.get("role") in _ROLES or element.tag == "form" or _is_not_shown(element):
        return True
    if element.tag not in _INLINE and _AROUND.search(f"{element.get('class')} {element.get('id')}"):
        return True
    return element.tag in ("ul", "ol", "div", "section") and size.linked > max(40, _LINKED * size.letters)


def _is_not_shown(element: Element) -> bool:
    return re.search(r"display\s*:\s*none", element.get("style")) is not None


def _lines(article: Element, sizes: dict[int, _Size], whole: int) -> list[str]:
    parts: list[str] = []
    waiting: list[Element | str] = [article]
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            parts.append(child if child in ("\n", " ") else re.sub(r"\s+", " ", child))
        elif child is article or not _is_around(child, sizes, whole):
            around = "" if child.tag in _INLINE and child.tag not in ("td", "th") else "\n"
            around = " " if child.tag in ("td", "th") else around  # a row is a line
            waiting += [around, *reversed(child.children), around] if around else reversed(child.children)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]
