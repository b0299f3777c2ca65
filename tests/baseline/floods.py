"""The story of the gate: a flood, a relief mission of boats and trucks, a broken levee, in a repository of git.

Five papers, three disagreements that the desk knows of: the teams do not add up to the mission, the levee broke on two
days, and the dead of the police become fewer.
"""

from __future__ import annotations

from pathlib import Path

from tests.baseline.desks import Desk

CAST = """\
relief: {kind: mission, parts: complete}
boats: {kind: team, part_of: relief, from: 2031-05-01}
trucks: {kind: team, part_of: relief, from: 2031-05-02}
levee: {}
valley: {}
police: {}
"""
COURIER = """\
source: {publisher: Courier, published: 2031-05-03}
claims:
  - {id: boats, subject: boats, property: size, value: 40}
  - {id: trucks, subject: trucks, property: size, value: 25}
  - {id: dead, subject: valley, property: killed, value: 15, said_by: police}
  - {id: hurt, subject: valley, property: injured, value: 70}
"""
HERALD = """\
source: {publisher: Herald, published: 2031-05-04}
claims:
  - {id: total, subject: relief, property: strength, value: 60, said_by: the mayor}
"""
GAZETTE = """\
source: {publisher: Gazette, published: 2031-05-04}
claims:
  - {id: broke, subject: levee, property: happened, value: 2031-05-01}
"""
POST = """\
source: {publisher: Post, published: 2031-05-05}
claims:
  - {id: broke, subject: levee, property: happened, value: 2031-05-02}
"""
RADIO = """\
source: {publisher: Radio, published: 2031-05-05}
claims:
  - {id: dead, subject: valley, property: killed, value: 12, said_by: police}
"""
AGREES = """\
source: {publisher: Tribune, published: 2031-05-06}
claims:
  - {id: hurt, subject: valley, property: injured, value: at least 70}
  - {id: gone, subject: valley, property: missing, value: 3}
"""
CONTRADICTS = """\
source: {publisher: Tribune, published: 2031-05-06}
claims:
  - {id: boats, subject: boats, property: size, value: 44, said_by: a skipper}
"""
ARTICLES = {"courier": COURIER, "herald": HERALD, "gazette": GAZETTE, "post": POST, "radio": RADIO}
WRITTEN = {
    "courier": "2031-05-03",
    "herald": "2031-05-04",
    "gazette": "2031-05-04",
    "post": "2031-05-05",
    "radio": "2031-05-06",
}
KNOWN = {
    "parts-do-not-add-up": ["flood/courier#boats", "flood/courier#trucks", "flood/herald#total"],
    "sources-disagree": ["flood/gazette#broke", "flood/post#broke"],
    "count-falls": ["flood/courier#dead", "flood/radio#dead"],
}
# the boats are there before they set out: an old slip, for which main has no rule yet
OUT_OF_ORDER = """\
source: {publisher: Weekly, published: 2031-05-05}
claims:
  - {id: left, subject: boats, property: departed, value: 2031-05-03}
  - {id: there, subject: boats, property: arrived, value: 2031-05-02}
"""
# no single rule's row shows that 500 are more than 300, for nobody says how many the middle one has
JOINT_CAST = """\
force: {parts: {by arm: complete, by corps: complete}}
team: {part_of: {force: by arm}}
crew: {part_of: {force: by corps}}
"""
JOINT = """\
source: {publisher: Dispatch, published: 2031-05-04}
claims:
  - {id: other, subject: crew, property: size, value: 300}
  - {id: whole, subject: force, property: strength, value: at least 100}
  - {id: part, subject: team, property: size, value: 500}
"""
RULES = (
    "properties",
    "hedges",
    "events-out-of-order",
    "figure-under-two-properties",
    "more-than-pledged",
    "part-exceeds-whole",
    "parts-do-not-add-up",
    "plan-below-need",
)


def empty_desk(top: Path, inner: str = "") -> Desk:
    """A repository with rules and a cast, no articles yet."""
    top.mkdir(exist_ok=True)
    desk = Desk(top, inner)
    desk.git("init", "--quiet", "--template=", "--initial-branch=main")
    desk.rules(*RULES)
    desk.write("claims/flood/entities.yaml", CAST)
    return desk


def flood_desk(top: Path, inner: str = "") -> Desk:
    """The five articles on main, a commit each; then a branch, `work`."""
    desk = empty_desk(top, inner)
    desk.commit("rules and cast", day="2031-05-01")
    for name, text in ARTICLES.items():
        desk.article(name, text)
        desk.commit(name, day=WRITTEN[name])
    desk.git("switch", "--quiet", "--create", "work")
    return desk


def since(desk: Desk, article: str) -> str:
    """How the gate must tell in which commit an article of main was written."""
    commit = desk.git("log", "--format=%h", "--abbrev=7", "-1", "main", f"--grep=^{article}$")
    return f"there since {commit} ({WRITTEN[article]}): "


def add_to_main(desk: Desk, articles: dict[str, str]) -> None:
    """More articles on main, and the branch with them."""
    desk.git("switch", "--quiet", "main")
    for name, text in articles.items():
        desk.article(name, text)
    to_main(desk)


def to_main(desk: Desk) -> None:
    """What there is becomes main, and the branch is there too."""
    desk.commit()
    if desk.git("branch", "--show-current") == "main":
        desk.git("switch", "--quiet", "work")
        desk.git("merge", "--quiet", "--ff-only", "main")
    else:
        desk.git("branch", "--force", "main")


def merge_each_other(desk: Desk, article: str, text: str) -> None:
    """Main gets an article; then it takes over the branch, and the branch takes over what main was before."""
    desk.commit()
    desk.git("branch", "early-work")
    desk.git("switch", "--quiet", "main")
    desk.article(article, text)
    desk.commit()
    desk.git("branch", "early-main")
    desk.git("merge", "--quiet", "--no-edit", "early-work")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--no-edit", "early-main")


def tension(desk: Desk) -> None:
    """A branch that brings a tension (fewer are planned than needed) and a note (one figure under two properties)."""
    desk.article(
        "ministry",
        "source: {publisher: Ministry, published: 2031-05-06}\n"
        "claims:\n"
        "  - {id: need, subject: relief, property: strength, status: needed, value: 900}\n"
        "  - {id: plan, subject: relief, property: strength, status: planned, value: 700}\n"
        "  - {id: hurt, subject: valley, property: injured, value: 80}\n"
        "  - {id: gone, subject: valley, property: missing, value: 80}\n",
    )


def add_a_story(desk: Desk) -> None:
    desk.write("claims/fire/entities.yaml", "brigade: {}\n")
    desk.write("claims/fire/tribune.yaml", CONTRADICTS.replace("subject: boats", "subject: brigade"))


def rename_a_rule(desk: Desk) -> None:
    old = desk.root / "rules/parts-do-not-add-up.yaml"
    text = old.read_text("utf-8").replace("id: parts-do-not-add-up", "id: sum-of-parts")
    desk.write("rules/sum-of-parts.yaml", text)
    old.unlink()


def rename_an_article(desk: Desk) -> None:
    desk.git("mv", "claims/flood/courier.yaml", "claims/flood/courier-early.yaml")


def rename_two_articles(desk: Desk) -> None:
    desk.git("mv", "claims/flood/courier.yaml", "claims/flood/courier-early.yaml")
    desk.git("mv", "claims/flood/radio.yaml", "claims/flood/radio-noon.yaml")


def add_ferries_to_main(desk: Desk) -> None:
    """100 ferries or more in the Gazette, 60 in the Post, and a fleet of up to 100, or of 80 to 90."""
    desk.edit("claims/flood/entities.yaml", "levee: {}", "levee: {}\nfleet: {}\nferries: {part_of: fleet}")
    first = "  - {id: ferries, subject: ferries, property: size, value: 100 to 120}\n"
    whole = "  - {id: fleet, subject: fleet, property: strength, value: 80 to 90}\n"
    most = "  - {id: most, subject: fleet, property: strength, value: up to 100}\n"
    desk.article("gazette", GAZETTE + first + whole + most)
    desk.article("post", POST + first.replace("100 to 120", "60"))
    to_main(desk)
