"""An invented story with every kind of finding: the flood at Norwold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from checker.baseline.review import Review
from checker.corpus.corpus import Claim, Disowned, Revision
from checker.engine.findings import Break, Change, Dispute, Explanation, Finding, NotCompared
from checker.values.value import Scale
from tests.reports.building import Builder

LONG = "Independent Commission on Flood Deaths"


@dataclass
class Prefixed(Builder):
    """Entities and properties whose ids begin with something that is in no name."""

    prefix: str = ""

    def entity(
        self, id_: str, name: str, *, kind: str = "thing", aliases: Sequence[str] = (), part_of: str = ""
    ) -> str:
        return super().entity(f"{self.prefix}{id_}", name, kind=kind, aliases=aliases, part_of=part_of)

    def property(self, name: str, title: str, scale: Scale | None = None, mode: str = "varies") -> None:
        super().property(f"{self.prefix}{name}", title, scale, mode)

    def claim(self, place: str, about: str, *arguments: Any, by: str = "", **others: Any) -> Claim:
        about = " ".join(f"{self.prefix}{word}" for word in about.split())
        return super().claim(place, about, *arguments, by=f"{self.prefix}{by}" if by else "", **others)


def story(prefix: str = "") -> Prefixed:
    """The claims of nine articles."""
    b = Prefixed(prefix=prefix)
    b.entity("flood", "the flood at Norwold", kind="event")
    b.entity("council", "Norwold Council")
    b.entity("fire", "the fire service")
    b.entity("mayor", "the mayor")
    b.entity("trust", "River Trust")
    b.entity("ministry", "the ministry")
    b.entity("commission", LONG, aliases=["ICFD"])
    b.entity("north", "Northland")
    b.property("killed", "people killed", mode="accumulates")
    b.property("identified", "dead who were identified", mode="accumulates")
    b.property("missing", "people missing")
    b.property("homeless", "families made homeless", Scale("count", "family"))
    b.property("rescuers", "rescuers")
    b.property("damage", "damage", Scale("money", "NOK"))
    b.property("water", "height of the water", Scale("number", "cm"))
    b.property("shut", "share of shops shut", Scale("percentage", "%"))
    b.property("broke", "the dam broke", Scale("date"), mode="constant")
    b.property("stage", "stage of the relief act", Scale("category", "", ("proposed", "signed")), mode="stands")
    b.property("stance", "stance on help", Scale("category", "", ("pledged", "refused", "reluctant")))
    for name, publisher, published in (
        ("courier", "The Courier", "05-04"),
        ("gazette", "The Gazette", "05-07"),
        ("herald", "The Herald", "05-05"),
        ("herald-2", "The Herald", "05-09"),
        ("radio", "Radio North", "05-04"),
        ("tribune", "The Tribune", "05-07"),
        ("star", "Evening Star", "05-05"),
        ("wire", "Norwold Online", "05-06"),
        ("weekly", "The Weekly", "05-08"),
    ):
        b.source(name, publisher, published, url=f"https://{name}.example/flood")
    b.claim("courier#dead-3", "flood killed", "238", "05-03", by="council", quote="the council counts 238 dead")
    b.claim("courier#dead-4", "flood killed", "288", "05-04", by="council")
    b.claim("radio#dead-4", "flood killed", "288", "05-04", by="council", quote="288 people have died")
    b.claim("herald#dead-5", "flood killed", "275", "05-05", by="council", quote="the final toll is 275")
    b.claim("tribune#dead-7", "flood killed", "288", "05-07", by="council")
    b.claim("courier#fire", "flood killed", "288", "05-04", by="fire", quote="firefighters found 288 bodies")
    b.claim("courier#own", "flood killed", "at least 261", "05-04")
    b.claim("radio#feared", "flood killed", "up to 500", "05-04", by="mayor", status="feared")
    b.claim("star#weekend", "flood killed", "260", "05-03/05-05")
    b.claim("weekly#icfd", "flood killed", "300", "05-07", by="commission")
    b.claim("herald#named", "flood identified", "88", "05-05", by="council")
    b.claim("herald#unnamed", "flood killed", "187", "05-05", by="council", scope="not identified")
    b.claim("herald#missing", "flood missing", "187", "05-05", by="council")
    b.claim("tribune#missing", "flood missing", "83", "05-07", by="council", quote="83 are still missing")
    b.claim("gazette#missing", "flood missing", "over 100", "05-07", quote="over 100 people are missing")
    b.claim("wire#homeless", "flood homeless", "182", "05-05", by="trust", quote="182 families lost their homes")
    b.claim("star#homeless", "flood homeless", "187", "05-05", by="council")
    b.claim("star#homeless-2", "flood homeless", "178", "05-05", by="council")
    b.claim("wire#planned", "flood rescuers", "1,000", "05-03", by="ministry", status="planned")
    b.claim("weekly#planned", "flood rescuers", "2,500", "05-06", by="ministry", status="planned")
    b.claim("weekly#needed", "flood rescuers", "at least 5,000", "05-06", by="trust", status="needed")
    b.claim("herald#reluctant", "north stance", "reluctant", "05-04")
    b.claim("tribune#pledged", "north stance", "pledged", "05-07")
    b.claim("weekly#refused", "north stance", "refused", "05-07", quote="Northland refused")
    b.claim("tribune#signed", "north stage", "signed", "05-07", quote="the act was signed")
    b.claim("weekly#proposed", "north stage", "proposed", "05-08", by="ministry")
    b.claim("gazette#damage", "flood damage", "NOK 2.25bn", "05-06")
    b.claim("weekly#damage", "flood damage", "NOK 430m", "05-06")
    b.claim("gazette#water", "flood water", "420", "05-04T09:00")
    b.claim("radio#water", "flood water", "433.5", "05-04T09:00", via="Norse Press")
    b.claim("gazette#broke", "flood broke", "2031-05-02", "")
    b.claim("radio#broke", "flood broke", "2031-05-03", "")
    b.claim("gazette#shut", "flood shut", "60%", "05-05")
    b.claim("weekly#shut", "flood shut", "60.4%", "05-05")
    b.claim("herald-2#dead", "flood killed", "288", "05-08", by="council")
    b.claim("herald-2#mayor", "flood killed", "300", "05-08", by="mayor")
    return b


def findings(b: Prefixed) -> dict[str, Finding]:
    """One finding of each kind, and some more; by a name for each."""
    return {
        "falls": b.finding(
            "count-falls",
            b.part(b.combination("before=courier#dead-4 after=herald#dead-5"), key=[f"norwold/{b.prefix}council"]),
            rule="count-falls",
            advice="if the count was revised, write `revises: 288` in claims/norwold/herald.yaml",
        ),
        "echo": b.finding(
            "voices-differ",
            b.part(b.combination("higher=courier#fire lower=herald#dead-5")),
        ),
        "missing": b.finding("voices-differ", b.part(b.combination("higher=gazette#missing lower=tribune#missing"))),
        "homeless": b.finding("voices-differ", b.part(b.combination("higher=star#homeless lower=wire#homeless"))),
        "itself": b.finding(
            "voice-against-itself", b.part(b.combination("higher=star#homeless lower=star#homeless-2"))
        ),
        "sum": b.finding(
            "rule",
            b.part(
                b.combination("part=herald#named part=herald#unnamed whole=tribune#dead-7", 13),
                message="88 and 187 make 275, not 288",
            ),
            rule="parts-do-not-add-up",
        ),
        "plan": b.finding(
            "rule",
            b.part(
                b.combination("plan=weekly#planned need=weekly#needed", 2500),
                message="2,500 rescuers are planned, at least 5,000 are needed",
            ),
            rule="plan-below-need",
            severity="warning",
        ),
        "jointly": b.finding(
            "jointly",
            b.part(
                b.combination("a=herald#named b=herald#unnamed c=courier#own d=weekly#icfd", ""),
                message="88, 187, at least 261 and 300 cannot all be true",
            ),
            rule="claims-cannot-all-be-true",
            steps=["killed >= 261", "88 + 187 <= 275"],
        ),
        "perhaps": b.finding(
            "perhaps", b.part(b.combination("higher=courier#dead-4 lower=star#weekend")), severity="note"
        ),
        "stance": b.finding("voices-differ", b.part(b.combination("one=tribune#pledged other=weekly#refused", None))),
        "damage": b.finding("voices-differ", b.part(b.combination("higher=gazette#damage lower=weekly#damage"))),
        "water": b.finding("voices-differ", b.part(b.combination("higher=radio#water lower=gazette#water"))),
        "broke": b.finding("voices-differ", b.part(b.combination("higher=radio#broke lower=gazette#broke"))),
        "shut": b.finding("voices-differ", b.part(b.combination("higher=weekly#shut lower=gazette#shut"))),
        "back": b.finding(
            "goes-back",
            b.part(b.combination("before=tribune#signed after=weekly#proposed", None)),
            rule="state-goes-back",
            severity="warning",
        ),
        "outdated": b.finding(
            "outdated",
            b.part(b.combination("old=tribune#dead-7 new=herald#dead-5", None)),
            rule="figure-taken-back",
            severity="warning",
        ),
        "disowned": b.finding(
            "disowned",
            b.part(b.combination("given=herald-2#mayor", None)),
            rule="figure-disowned",
            severity="warning",
        ),
    }


def review(prefix: str = "") -> Review:
    """The whole of it, with explanations and changes."""
    b = story(prefix)
    f = findings(b)
    echo = replace(f["echo"], echo_of=(f["falls"].id,))
    sum_ = replace(f["sum"], echo_of=(f["falls"].id,))
    b.findings = [{f["echo"].id: echo, f["sum"].id: sum_}.get(each.id, each) for each in b.findings]
    council = f"norwold/{prefix}council"
    began_anew = Break(
        figure=b.statement("herald#dead-5").figure,
        voice=council,
        before=b.statement("courier#dead-4"),
        after=b.statement("herald#dead-5"),
        settles=1,
    )
    values = [b.given_up(place, 275, 275) for place in ("courier#dead-4", "courier#fire", "tribune#dead-7")]
    killed = Dispute(
        findings=(f["falls"], echo, sum_, f["jointly"], f["perhaps"]),
        front=(
            Explanation(voices=(council,), values=(b.given_up("herald#dead-5", 288, 288),), breaks=(began_anew,)),
            Explanation(voices=(council,), values=tuple(values)),
            Explanation(voices=("The Courier", f"norwold/{prefix}fire"), values=(values[1],)),
        ),
    )
    missing = Dispute(
        findings=(f["missing"],),
        front=(Explanation(voices=("The Gazette",), values=(b.given_up("gazette#missing", 83, 83),)),),
    )
    homeless = Dispute(
        findings=(f["homeless"], f["itself"]),
        camps=(b.camp("star#homeless"), b.camp("wire#homeless"), b.camp("star#homeless-2")),
    )
    stance = Dispute(findings=(f["stance"],), camps=(b.camp("tribune#pledged"), b.camp("weekly#refused")))
    damage = Dispute(
        findings=(f["damage"],),
        front=(
            Explanation(voices=("The Gazette",), values=(b.given_up("gazette#damage", 430_000_000, 430_000_000),)),
            Explanation(voices=("The Weekly",), values=(b.given_up("weekly#damage", 2_250_000_000, 2_250_000_000),)),
        ),
    )
    planned = [(b.statement("wire#planned"),), (b.statement("weekly#planned"),)]
    helped = [(b.statement("herald#reluctant"),), (b.statement("tribune#pledged"),)]
    return b.review(
        disputes=[killed, missing, homeless, stance, damage],
        changes=[
            Change(kind="plan", figure=planned[0][0].figure, steps=tuple(planned), voice=f"norwold/{prefix}ministry"),
            Change(kind="state", figure=helped[0][0].figure, steps=tuple(helped)),
        ],
        not_compared=[
            NotCompared(
                reason="different scope",
                subject="flood, killed",
                claims=("norwold/herald#unnamed", "norwold/courier#dead-3", "norwold/courier#own"),
            ),
            NotCompared(reason="the only claim about its figure", subject="flood, x", claims=("norwold/herald#named",)),
        ],
        corpus={
            "revisions": (
                Revision(
                    voice=council,
                    told=("norwold/herald#dead-5",),
                    figure=(f"norwold/{prefix}flood", f"{prefix}killed", "actual", "", "person"),
                    old="288",
                    new="275",
                    moment=b.claims["herald#dead-5"].moment,
                    known=b.claims["herald#dead-5"].moment.last_day,
                    why="counted twice",
                    outdated=("norwold/tribune#dead-7",),
                ),
            ),
            "disowned": (
                Disowned(voice=f"norwold/{prefix}mayor", told="norwold/x#y", claims=("norwold/herald-2#mayor",)),
            ),
        },
    )
