"""Two invented projects for the page: one that has some of everything, and one whose every text is hostile."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

import checker
from checker.cli import main

RULES = Path(__file__).parents[2] / "rules"
TODAY = "2031-06-01"
LONG = "Overflow" * 25
ARABIC, HEBREW = "صحيفة النهر اليومية", "עיתון החוף"
TEAMS = 12

Claim = dict[str, Any]


def write(root: Path, name: str, data: object) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


def article(root: Path, name: str, source: dict[str, str], *claims: Claim) -> None:
    numbered = [{"id": f"c{number}", **claim} for number, claim in enumerate(claims, 1)]
    write(root, f"claims/{name}.yaml", {"source": source, "claims": numbered})


def claim(subject: str, name: str, value: str | list[str], **more: Any) -> Claim:
    return {"subject": subject, "property": name, "value": value, **more}


# --- some of everything ------------------------------------------------------------------------


def orlava(root: Path) -> None:
    """A dam bursts above Orlava: forty sources, two stories, all kinds of claims, findings and problems."""
    shutil.copytree(RULES, root / "rules")
    _cast(root)
    _papers(root)
    _many_papers(root)
    _harbour(root)
    _problems(root)
    _accepted(root)


def _cast(root: Path) -> None:
    teams = {f"team-{n:02}": {"kind": "team", "part_of": "rescue-mission", "from": "2031-05-02"} for n in range(TEAMS)}
    write(
        root,
        "claims/orlava/entities.yaml",
        {
            "dam-burst": {"aliases": ["the flood"]},
            "rescue-mission": {"kind": "mission", "parts": "complete"},
            **teams,
            "relief-fund": {},
            "first-grant": {"part_of": "relief-fund"},
            "second-grant": {"part_of": "relief-fund"},
            "gauge": {},
            "convoy": {},
            "repairs": {},
            "shelter": {},
            "north-shelter": {"part_of": "shelter"},
            "governor": {},
            "minister": {},
            "سد-النهر": {"name": "سد النهر الكبير"},
            "סכר-החוף": {"name": "סכר החוף"},
            LONG: {},
        },
    )


def _papers(root: Path) -> None:
    """The sources with claims of their own."""
    parts = [claim(f"team-{n:02}", "size", f"about {40 + n}" if n % 5 == 4 else str(40 + n)) for n in range(TEAMS)]
    article(
        root,
        "orlava/gazette",
        {
            "publisher": "The Orlava Gazette",
            "published": "2031-05-04",
            "title": "Twelve teams dig on below the broken dam",
            "url": "https://gazette.example/twelve-teams?a=1&b=2",
        },
        *parts,
        claim("dam-burst", "killed", "at least 120", quote="at least 120 people had died"),
        claim("rescue-mission", "strength", "2,500", status="planned", quote="the ministry plans for 2,500"),
        claim("repairs", "cost", "$300m", as_of="2031-05-04"),
        claim("dam-burst", "missing", "seven", as_of="2031-05-04", quote="seven have not been found"),
    )
    article(
        root,
        "orlava/herald",
        {"publisher": "Herald", "published": "2031-05-04", "via": "Valley Wire", "title": LONG},
        claim("rescue-mission", "strength", "900", quote="some nine hundred rescuers in all"),
        claim("rescue-mission", "strength", "at least 5,000", status="needed", said_by="a district engineer"),
        claim("rescue-mission", "strength", "up to 1,000", status="authorised"),
        claim("rescue-mission", "strength", "3000", status="pledged"),
        claim("rescue-mission", "strength", "hundreds", status="requested"),
        claim("dam-burst", "killed", "95", quote="95 dead, the mayor said", said_by="the mayor of Orlava"),
        claim("dam-burst", "injured", "0.001k", note="one person"),
        claim("repairs", "cost", "$1.2bn"),
        claim("dam-burst", "missing", "12"),
    )
    article(
        root,
        "orlava/ledger",
        {"publisher": "Ledger", "published": "2031-05-05"},
        claim("relief-fund", "funding", "$900,000,000,000,000", quote="nine hundred trillion dollars, they said"),
        claim("first-grant", "funding", "$899,999,999,999,999"),
        claim("second-grant", "funding", "$4bn"),
        claim("gauge", "number", "0.001", quote="a thousandth of the usual flow"),
        claim("gauge", "share", "0.4%"),
        claim("shelter", "displaced", "2,500,100"),
        claim("north-shelter", "displaced", "about 1,900"),
    )
    article(
        root,
        "orlava/tribune",
        {"publisher": "Tribune", "published": "2031-05-05", "url": "https://tribune.example/" + "path/" * 40},
        claim("relief-fund", "funding", "$899tn"),
        claim("gauge", "number", "0.0012"),
        claim("repairs", "cost", "$950,000", as_of="2031-05-04"),
        claim("dam-burst", "missing", "at least 30", as_of="2031-05-04"),
        claim("gauge", "share", "0.35%"),
        claim("shelter", "displaced", "2,500,400"),
        claim("convoy", "departed", "2031-05-06", quote="left at dawn on the sixth"),
        claim("convoy", "arrived", "2031-05-05", quote="came in on Sunday evening"),
        claim("convoy", "term", "a year and a half"),
    )
    article(
        root,
        "orlava/courier",
        {"publisher": "The Example Courier", "published": "2031-05-05", "via": "Valley Wire"},
        claim("convoy", "departed", "2031-05-03/2031-05-04"),
        claim("convoy", "arrived", "before 2031-05-10"),
        claim("convoy", "arrived", "2031-05-07", status="planned"),
        claim("convoy", "term", "12 months"),
        claim("governor", "stance", "pledged"),
        claim("dam-burst", "killed", "40", as_of="2031-05-04", quote="forty bodies were found"),
        claim("rescue-mission", "strength", "523", as_of="2031-05-04", implied="twelve teams, 523 in all"),
        claim("dam-burst", "missing", "unknown"),
        claim("dam-burst", "remark", "the worst flood in a century"),
    )
    article(
        root,
        "orlava/arabic",
        {"publisher": ARABIC, "published": "2031-05-04", "title": "انهيار السد فوق أورلافا"},
        claim("سد-النهر", "killed", "300", said_by="وزير الداخلية", quote="قال الوزير إن ثلاثمئة لقوا حتفهم"),
        claim("سد-النهر", "share", "55%", said_by="الهلال الأحمر"),
        claim("dam-burst", "killed", "300", quote="ثلاثمئة قتيل على الأقل (300)"),
        claim("governor", "stance", "refused", said_by="المتحدث باسم الحاكم"),
    )
    article(
        root,
        "orlava/hebrew",
        {"publisher": HEBREW, "published": "2031-05-04", "title": "הסכר נפרץ: 12 צוותים"},
        claim("סכר-החוף", "killed", "none"),
        claim("سد-النهر", "killed", "12 to 40", said_by="דובר המשטרה", quote="בין 12 ל-40 הרוגים, אמר הדובר"),
        claim("governor", "stance", "not refused"),
        claim("minister", "holder", "דנה לוי"),
    )
    article(
        root,
        "orlava/long",
        {"publisher": LONG, "published": "2031-05-04", "title": LONG, "url": f"https://long.example/{LONG}"},
        claim(LONG, "strength", "400", said_by=LONG, quote=LONG, scope=LONG),
        claim(LONG, "strength", "500", said_by="another", quote="w " * 7 + LONG, scope=LONG),
        claim(LONG, "strength", "450", implied=LONG, note=LONG),
        claim("minister", "holder", LONG),
    )
    article(
        root,
        "orlava/correction",
        {"publisher": "The Orlava Gazette", "published": "2031-05-08", "title": "Corrections"},
        claim("dam-burst", "killed", "130", as_of="2031-05-04", supersedes="gazette/c13", quote="we regret the error"),
        claim("dam-burst", "injured", "700", retracted="2031-05-09, the hospital counted twice"),
        claim("dam-burst", "injured", "350 (300 to 400)", as_of="2031-05-04"),
        claim("dam-burst", "displaced", "tens of thousands", scope="in the lower valley", important=True),
    )


def _many_papers(root: Path) -> None:
    """Thirty more, most of which agree."""
    for n in range(30):
        day = 4 + n % 5
        article(
            root,
            f"orlava/paper-{n:02}",
            {"publisher": f"Valley Paper No. {n}", "published": f"2031-05-{day:02}"}
            | ({"via": "Valley Wire"} if n % 3 == 0 else {}),
            claim("dam-burst", "killed", str(130 + (n % 5) * 10 + (n == 17)), quote=f"the toll has risen, page {n}"),
            claim("dam-burst", "injured", ["dozens", "hundreds", "350", "about 360", "340 to 420"][n % 5]),
            claim("governor", "stance", "pledged" if n % 4 else "reluctant", as_of="2031-05-04"),
        )


def _harbour(root: Path) -> None:
    """Another story, with an entity of the same name. The sum holds by the rule's rounding only, which is a note."""
    write(
        root,
        "claims/harbour/entities.yaml",
        {
            "gauge": {},
            "pilots": {"parts": "complete"},
            "east-pilots": {"part_of": "pilots"},
            "west-pilots": {"part_of": "pilots"},
        },
    )
    article(
        root,
        "harbour/log",
        {"publisher": "Harbour Log", "published": "2031-04-30"},
        claim("gauge", "number", "7"),
        claim("east-pilots", "size", "398"),
        claim("west-pilots", "size", "200"),
        claim("pilots", "strength", "600"),
    )


def _problems(root: Path) -> None:
    write(root, "claims/orlava/broken.yaml", "source:\n  publisher: Broken\n   published: 2031-05-04\nclaims: []\n")
    article(
        root,
        "orlava/wrong",
        {"publisher": "Wrong", "published": "2031-05-04"},
        claim("dam-burst", "kiled", "3"),
        claim("dam-burst", "killed", "ثلاثة أو أربعة"),
        claim("nobody" + LONG, "killed", "3"),
    )


def _accepted(root: Path) -> None:
    """The finding about the gauge is accepted; another acceptance has run out."""
    held = {path: path.read_text("utf-8") for path in root.glob("claims/orlava/[bw]*.yaml")}
    for path in held:
        path.unlink()  # nothing is accepted while files have problems
    findings = checker.check(checker.load([root])).findings
    gauge, funding = (
        next(f for f in findings if f.severity == "error" and {c.subject for c in f.claims} == {f"orlava/{name}"})
        for name in ("gauge", "relief-fund")
    )
    today = ("--today", TODAY)
    assert (
        main(
            ["accept", gauge.id, "--project", str(root), "--reason", f"Two instruments: {LONG}", "--by", "Åsa", *today]
        )
        == 0
    )
    early = ("--until", "2031-05-20", "--today", "2031-05-10")
    assert main(["accept", funding.id, "--project", str(root), "--reason", "We have asked", *early]) == 0
    for path, text in held.items():
        path.write_text(text, "utf-8")


# --- hostile -----------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}{# no #}",
    "</style></script></title><svg/onload=alert(1)>",
    "]]><!-- -->&lt;b&gt;&amp;lt;",
    "a\u202egnp.exe",
)
EVERYTHING = " ".join(HOSTILE)


def hostile(root: Path) -> None:
    """Every text that a file may hold is one that a careless page would run."""
    odd = '"><img src=x onerror=alert(1)>'
    write(
        root,
        "rules/properties.yaml",
        {
            "size": {"type": "count", "unit": odd, "over_time": "constant", "title": EVERYTHING},
            "b-size": {"type": "count", "unit": odd, "over_time": "constant"},
            EVERYTHING: {"type": "count", "over_time": "constant", "title": EVERYTHING},
            "colour": {"type": "category", "over_time": "constant"},
            "remark": {"type": "text"},
        },
    )
    write(
        root,
        "rules/odd.yaml",
        {
            "id": "odd",
            "title": EVERYTHING,
            "severity": "warning",
            "let": {"x": {"property": "size"}, "y": {"property": "b-size"}},
            "where": ["x.subject == y.subject"],
            "require": "x == y",
            "message": EVERYTHING.replace("{", "(").replace("}", ")") + " {x} {y}",
            "why": EVERYTHING,
            "examples": [{"expect": kind, "title": EVERYTHING, "claims": []} for kind in ("disagreement", "agreement")],
        },
    )
    # ids that come to the same text when they are put one behind the other
    write(root, "claims/story/entities.yaml", {"a": {"kind": odd, "name": EVERYTHING}, "a-b": {"aliases": [odd]}})
    for number, said in enumerate(HOSTILE):
        article(
            root,
            f"story/{('source', 'so<b>urce', 'so&quot;rce')[number % 3]}-{number}",
            {
                "publisher": f"{said} {number}",
                "published": "2031-05-04",
                "title": EVERYTHING,
                "author": said,
                "url": f"https://example.org/{number}?q=\"><script>alert(1)</script>&x='",
                "via": f"{said} wire {number}",
            },
            *(
                claim(
                    subject,
                    name,
                    value,
                    said_by=f"{EVERYTHING} {number}",
                    quote=said,
                    scope="" + odd if name == "colour" else "city",
                    note=EVERYTHING,
                    implied=EVERYTHING,
                )
                for subject, name, value in (
                    ("a", "size", str(100 + number % 2)),
                    ("a", "b-size", str(number % 2)),
                    ("a-b", "size", str(number % 3)),
                    ("a", EVERYTHING, str(number % 2)),
                    ("a", "colour", said.replace(",", "")),
                    ("a", "remark", EVERYTHING),
                )
            ),
        )
    write(
        root,
        "claims/story/bad.yaml",
        f"source: {{publisher: x, published: 2031-05-04, url: 'javascript:alert(1)'}}\nclaims:\n"
        f"  - {{id: '{odd}', subject: '</style><script>alert(1)</script>', property: '{{{{ 7*7 }}}}', value: 3}}\n",
    )
