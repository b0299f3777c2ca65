"""In which language a text is written: by its commonest short words, and by its script.

Only so much is wanted: figures of a text that is not English must not be read as if it were.
"""

from __future__ import annotations

import re
from collections import Counter

ENGLISH = "en"
_WORDS = {
    "en": "the a of and to in is was for that with by on has have had were are from he she it they who said at will"
    " be been his her their"
    " this after which not an as but more than people or its up would one about into over when",
    "fr": "le la les des du de et un une est dans pour que qui sur par au aux il elle a été ont avec plus ce"
    " cette son ses en selon d'un ne pas"
    " dont mais",
    "de": "der die das und den dem des ein eine ist im in zu mit von auf für nicht sich auch wurde wurden nach"
    " bei aus am als hat werden sind war"
    " an zum über",
    "es": "el la los las de del y en un una que es por con para se fue según han al su sus lo como más ha no o"
    " este esta",
    "pt": "o a os as de do da dos das e em um uma que é por com para se foi segundo no na nos ao foram mais são"
    " não disse",
    "it": "il lo la i gli le di del della e un una che è per con da nel nella sono stato stata stati state non si dal"
    " dalla dei alla ha",
    "nl": "de het een en van in is op te dat voor met zijn niet er aan door naar heeft werd bij uit ook om als"
    " worden kwamen",
    "id": "yang dan di dari itu untuk dengan pada ini dalam telah akan tidak oleh orang mengatakan ke adalah juga",
    "sw": "na ya wa kwa katika ni la za watu hiyo huo hilo cha kuwa imesema ajali jana baada",
    "tr": "ve bir bu için ile da de olarak sonra çok daha kişi olan gibi en az",
    "pl": "i w z na do się nie że jest to o osób po przez w związku dla od co",
}
_CONTINENTAL = frozenset("fr de es pt it nl id tr pl".split())
"""Languages in which a point stands between thousands, and a comma before decimals."""
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _words in _WORDS.items():
    for _word in _words.split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _language)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 20_000
"""Code points of a text that are looked at."""


def language_of(text: str) -> str:
    """The code of a text's language: that whose common words it has most of; "" where that is not clear."""
    words = _WORD.findall(text[:_SAMPLE].casefold())
    if not words:
        return ENGLISH
    latin = sum(word.isascii() or any("a" <= char <= "z" for char in word) for word in words)
    if latin < len(words) / 2:
        return "other"
    counts = Counter(language for word in words for language in _LANGUAGES.get(word, ()))
    best = counts.most_common(2)
    if not best or counts[ENGLISH] == best[0][1]:
        return ENGLISH if counts[ENGLISH] or not any(not word.isascii() for word in words) else ""
    return best[0][0] if best[0][1] >= 2 else ENGLISH


def is_continental(language: str) -> bool:
    """Whether 1.500 is 1,500 in a language."""
    return language in _CONTINENTAL
