"""A story of so many articles with its names in Arabic, Hindi or Swahili, for tests of how the reports look."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from checker.commands.scaffold import standard_rules

FIRST_DAY = date(2031, 5, 4)
MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Names:
    """Of one language: the event, its places, bodies that speak, papers, a fund, and a headline."""

    event: str
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    papers: tuple[str, ...]
    fund: str
    headline: str
    sentence: str


LANGUAGES = {
    "arabic": Names(
        event="زلزال وادي النخيل",
        places=("مدينة الميناء القديمة", "حي المطاحن", "قرى التلال"),
        bodies=("وزارة الصحة", "الهلال الأحمر", "مستشفى الرحمة المركزي", "رئيس البلدية سامي الحداد", "الدفاع المدني"),
        papers=("صحيفة النهر اليومية", "الساحل 24", "وكالة أنباء الوادي", "المنبر", "إذاعة الجبل"),
        fund="صندوق إغاثة المتضررين",
        headline="ارتفاع حصيلة الزلزال إلى أكثر من 288 قتيلا",
        sentence="قال مسؤولون إن",
    ),
    "hindi": Names(
        event="हिमगिरि घाटी का भूकंप",
        places=("पुराना शहर", "मिल चौक", "पहाड़ी गाँव"),
        bodies=("स्वास्थ्य मंत्रालय", "भारतीय रेड क्रॉस सोसाइटी", "ज़िला अस्पताल", "महापौर सुनीता वर्मा", "राष्ट्रीय आपदा मोचन बल"),
        papers=("नदी समाचार", "दैनिक पर्वत", "घाटी टाइम्स", "जनवाणी 24", "आकाश रेडियो"),
        fund="मुख्यमंत्री राहत कोष",
        headline="भूकंप में मरने वालों की संख्या 288 के पार",
        sentence="अधिकारियों ने कहा कि",
    ),
    "swahili": Names(
        event="Tetemeko la Bonde la Mwambao",
        places=("Mji Mkongwe wa Bandarini", "Mtaa wa Viwanda", "Vijiji vya Milimani"),
        bodies=(
            "Wizara ya Afya na Ustawi wa Jamii",
            "Shirika la Msalaba Mwekundu",
            "Hospitali ya Rufaa ya Mkoa wa Mwambao Kusini",
            "Meya Juma Ng'ombe",
            "Kikosi cha Zimamoto na Uokoaji",
        ),
        papers=("Habari za Mto", "Sauti ya Mwambao", "Shirika la Habari la Bonde", "Mwanga 24", "Redio Milima"),
        fund="Mfuko wa Maafa wa Taifa",
        headline="Idadi ya waliofariki yapindukia 288",
        sentence="Maafisa walisema kwamba",
    ),
}
"""Those that the project is tried with; the words are invented, and name nothing that there is."""
HEDGES = ("", "about ", "at least ", "", "up to ")


def write_story(root: Path, articles: int, language: str) -> Path:
    """A project in `root`: a toll that is hedged, revised, and falls; places and their sum; plans, needs and money."""
    names = LANGUAGES[language]
    for path in standard_rules().glob("*.yaml"):
        _write(root / "rules" / path.name, path.read_text(encoding="utf-8"))
    folder = root / "claims" / "quake"
    _write(folder / "entities.yaml", _entities(names, articles))
    days = min(max(articles // 3, 5), MOST_DAYS)
    for number in range(articles):
        _write_article(root, folder, number, number * days // articles, articles, names)
    return root


def _entities(names: Names, articles: int) -> str:
    about: dict[str, dict[str, str]] = {"quake": {"kind": "event", "name": names.event}}
    for at, place in enumerate(names.places):
        about[f"place-{at}"] = {"kind": "place", "name": place, "part_of": "quake"}
    about |= {f"body-{at}": {"kind": "body", "name": body} for at, body in enumerate(_bodies(names, articles))}
    about |= {"fund": {"kind": "fund", "name": names.fund}, "mission": {"kind": "mission", "name": names.bodies[4]}}
    return "".join(f"{key}: {_yaml(value)}\n" for key, value in about.items())


def _bodies(names: Names, articles: int) -> list[str]:
    """Of many articles up to 40 bodies: those of each place."""
    every = [
        *names.bodies[:4],
        *(f"{body}, {place} {n}" for n in (1, 2, 3) for place in names.places for body in names.bodies[:4]),
    ]
    return every[: min(max(articles // 6, 4), 40)]


def _write_article(root: Path, folder: Path, number: int, day: int, articles: int, names: Names) -> None:
    on = FIRST_DAY + timedelta(days=day)
    bodies = _bodies(names, articles)
    speaker = f"body-{number % len(bodies)}"
    toll = 238 + 12 * day + number % len(bodies)
    claims: list[dict[str, object]] = [
        _claim("toll", "quake", "killed", f"{HEDGES[number % 5]}{toll}", speaker),
        _claim("hurt", "quake", "injured", f"{1_040 + 25 * day + 3 * (number % 4)}", f"body-{(number + 1) % 4}"),
        _claim("part", f"place-{number % 3}", "killed", f"{96 + 5 * day}", speaker),
        _claim("missing", "quake", "missing", f"{max(187 - 9 * day, 3)}", "body-0"),
    ]
    if number == articles // 2:
        claims[0] |= {"value": f"{toll - 40}", "said_by": "body-0", "revises": {"from": "238", "why": "counted twice"}}
    if number == articles - 1:
        claims.append(_claim("slip", "quake", "killed", "188", "body-1"))
    if number % 4 == 0:
        claims.append(_claim("planned", "mission", "strength", f"{1_000 + 100 * number}", "body-3", status="planned"))
        claims.append(_claim("needed", "mission", "strength", "at least 5,000", "body-1", status="needed"))
        claims.append(_claim("money", "fund", "funding", f"${310 + number % 3}m", "body-2"))
    if number % 5 == 1:
        claims.append(_claim("stance", "body-3", "stance", "pledged" if day > 2 else "reluctant", ""))
    for claim in claims:
        claim["quote"] = f"{names.sentence} {claim['value']}"
    text = f"{names.headline}\n\n" + "\n\n".join(f"{c['quote']}. {names.headline}." for c in claims)
    _write(root / "texts" / f"a{number}.txt", text + "\n")
    about = {
        "publisher": names.papers[number % len(names.papers)],
        "title": names.headline,
        "published": on.isoformat(),
    }
    about["text"] = f"../../texts/a{number}.txt"
    lines = "".join(f"  - {_yaml(claim)}\n" for claim in claims)
    _write(folder / f"a{number}.yaml", f"source: {_yaml(about)}\nclaims:\n{lines}")


def _claim(id_: str, subject: str, property_: str, value: str, said_by: str, **more: str) -> dict[str, object]:
    claim: dict[str, object] = {"id": id_, "subject": subject, "property": property_, "value": value, **more}
    return claim | {"said_by": said_by} if said_by else claim


def _yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
