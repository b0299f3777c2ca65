"""All engines run the same statements and find the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import checker
from checker.baseline.status import judged
from checker.corpus.loader import load_only_rules
from checker.engine.check import SMALL
from checker.engine.examples import run_examples
from checker.engine.sql import EMBEDDED, ENGINES, open_engine
from checker.reports import render

ROOT = Path(__file__).parents[2]
OWN = [name for name, (_, kind) in ENGINES.items() if kind == EMBEDDED]


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(ValueError, match=f"unknown engine 'oracle'; expected {', '.join(ENGINES)}"):
        open_engine("oracle")


@pytest.mark.parametrize("engine", OWN)
def test_every_rule_on_every_engine(engine: str) -> None:
    outcomes, problems = run_examples(load_only_rules(ROOT), engine=engine)
    assert problems == []
    assert len(outcomes) > 20


def test_the_articles_on_every_engine() -> None:
    corpus = checker.load([ROOT])
    first, *others = (render(judged(checker.check(corpus, engine=engine), 0), "json") for engine in OWN)
    assert others == [first] * len(others)


@pytest.mark.slow
def test_a_large_corpus_on_every_engine(tmp_path: Path) -> None:
    """Hedges on all sides, days that overlap, parts that come and go: more claims than SQLite is given by itself."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    story = tmp_path / "claims" / "flood"
    story.mkdir(parents=True)
    teams = "".join(f"team-{n}: {{part_of: mission, from: 2031-05-{n + 1:02}}}\n" for n in range(20))
    (story / "entities.yaml").write_text(f"mission: {{parts: complete}}\n{teams}")
    values = ("{}", "about {}", "at least {}", "up to {}", "{} to 900", "fewer than {}", "unknown")
    for paper in range(6):
        lines = [f"source: {{publisher: Paper {paper}, published: 2031-06-{paper + 3:02}}}", "claims:"]
        for n in range(20):
            value = values[(n + paper) % 7].format(40 + n + paper % 3)
            lines.append(f"  - {{id: size-{n}, subject: team-{n}, property: size, value: {value}}}")
        for n in range(170):
            value = values[(n * 3 + paper) % 7].format(300 + n + paper)
            name, status = (("strength", "actual"), ("killed", "actual"), ("strength", "planned"))[n % 3]
            day = f"2031-05-{n % 28 + 1:02}" + ("/2031-06-01" if n % 5 == 0 else "")
            claim = f"subject: mission, property: {name}, status: {status}, value: {value}, as_of: {day}"
            lines.append(f"  - {{id: c-{n}, {claim}}}")
        (story / f"paper-{paper}.yaml").write_text("\n".join(lines))
    corpus = checker.load([tmp_path])
    assert corpus.problems == ()
    assert len(corpus.claims) > SMALL
    first, *others = (render(judged(checker.check(corpus, engine=engine), 0), "json") for engine in OWN)
    assert others == [first] * len(others)
