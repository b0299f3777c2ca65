"""The text of an article's page, without what stands around it: menus, advertisements, other stories, comments."""

from __future__ import annotations

import re

from msgspec import Struct

from checker.files.page_tree import Element

_NEVER = frozenset(
    """script style noscript template svg math iframe object canvas head button select textarea nav footer aside
    dialog""".split()
)
_INLINE = frozenset(
    """a abbr b bdi bdo cite code data dfn em font i kbd label mark q s samp small span strong sub sup td th time u var
    wbr""".split()
)
_THING = (
    r"ads?|advert\w*|ad-?(?:slot|unit|box|break|banner)|promos?|promotion|sponsor(?:ed)?|outbrain|taboola|related|relateds|"
    r"recommend(?:ed|ations?)|read-?(?:more|next|also)|more-?(?:on|from|stories|news)|most-?(?:read|popular|viewed)|popular|"
    r"trending|comments?|respond|disqus\w*|share|shares|sharing|sharedaddy|socials?|follow-?us|newsletters?|sign-?up|"
    r"side-?bar|breadcrumbs?|menus?|nav|navbar|navigation|cookies?|cookie-?consent|consent|gdpr|tag-?(?:list|cloud)|"
    r"tags|pagination|pager|skip-?links?|author-?(?:bio|box)|byline-?bio|footer|masthead|site-?header|login|teasers?"
)
_AROUND = re.compile(
    rf"(?!(?:has|no|with|is)[-_])(?:[\w-]*[-_])?(?:{_THING})"
    r"(?:[-_](?:container|box|wrap|wrapper|block|list|section|area|bar|inner|content|links?|buttons?|icons?|module|stories|"
    r"articles|posts|news|topics|items|reading|media|videos?|widget|\d+))*",
    re.IGNORECASE,
)
"""A class or id that names what stands around an article: the thing comes last, or before a word for a box."""
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
_LEAST_BESIDE = 400
"""Letters of a page beside its comments, where there is an article beside them."""
_LEAST_ARTICLE = 0.3
"""The share of a page's text that an <article> or <main> holds at least, if it is the article."""
_LINKED = 0.6
_LEAST_LEFT = 0.25
"""The share of an article that is left at least, if what was taken out was not of it."""


class _Size(Struct):
    """Letters of text in an element, and those of them in links."""

    letters: int = 0
    linked: int = 0


def text_of(root: Element) -> str:
    """The text of the article, block by block, a line each."""
    body = next((element for element in root.elements() if element.tag == "body"), root)
    every = _sizes(body, frozenset())
    around = _named_around(body, every)
    sizes = _sizes(body, around)
    article = _article(body, sizes)
    lines = _lines(article, sizes, around)
    if sum(map(len, lines)) < _LEAST_LEFT * every[id(article)].letters:  # names do not mean here what they say
        lines = _lines(article, every, frozenset())
    return "\n".join(lines)


def without_lines_around(text: str) -> str:
    """A text without lines such as `Advertisement` and `12 comments`."""
    return "\n".join(line for line in text.split("\n") if not _LINE_AROUND.fullmatch(line))


def _named_around(body: Element, sizes: dict[int, _Size]) -> frozenset[int]:
    """The elements that by their names are not of the article, and not most of the page, as comments may be."""
    whole = sizes[id(body)].letters
    found = set()
    for element in body.elements():
        if _is_named_around(element):
            letters = sizes.get(id(element), _Size()).letters
            is_comments = "comment" in f"{element.get('class')} {element.get('id')}".casefold()
            if letters <= _MOST_OF_A_PAGE * whole or (is_comments and whole - letters >= _LEAST_BESIDE):
                found.add(id(element))
    return frozenset(found)


def _sizes(body: Element, without: frozenset[int]) -> dict[int, _Size]:
    """The size of each element by its identity, but for some elements and what is never text."""
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
            elif child.tag not in _NEVER and id(child) not in without:
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


def _is_around(element: Element, sizes: dict[int, _Size], whole: int, around: frozenset[int]) -> bool:
    """Whether an element is something other than the article's text."""
    if id(element) in around or element.tag in _NEVER:
        return True
    if "hidden" in element.attributes or element.get("aria-hidden") == "true":
        return True
    size = sizes.get(id(element), _Size())
    if size.letters > _MOST_OF_A_PAGE * whole:
        return False
    if element.get("role") in _ROLES or element.tag == "form" or _is_not_shown(element):
        return True
    return element.tag in ("ul", "ol", "div", "section") and size.linked > max(40, _LINKED * size.letters)


def _is_named_around(element: Element) -> bool:
    """Whether an element's class or id names what stands around an article."""
    if element.tag in _INLINE or element.tag in ("body", "main", "article"):
        return False
    return any(_AROUND.fullmatch(name) for name in f"{element.get('class')} {element.get('id')}".split())


def _is_not_shown(element: Element) -> bool:
    return re.search(r"display\s*:\s*none", element.get("style")) is not None


def _edge(element: Element) -> str:
    """What stands on either side of an element: a row of a table is a line."""
    if element.tag in ("td", "th"):
        return " "
    return "" if element.tag in _INLINE else "\n"


def _lines(article: Element, sizes: dict[int, _Size], around: frozenset[int]) -> list[str]:
    """The lines of an article, without the elements `around` and others that are not of it."""
    whole = sizes[id(article)].letters
    parts: list[str] = []
    waiting: list[Element | str] = [article]
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            parts.append(child if child in ("\n", " ") else re.sub(r"\s+", " ", child))
        elif child is article or not _is_around(child, sizes, whole, around):
            edge = _edge(child)
            waiting += [edge, *reversed(child.children), edge]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]
