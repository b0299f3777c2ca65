"""What it takes to code the five articles at the desk: clicks, keys and typed fields, against `checker new` and an editor.

A script sits in a browser and does what a person would: it takes the figures in the order of the text, looks at what
is filled in, and accepts, corrects or types each field until it says what the coded claim says. The cast starts empty:
whom a claim needs is made in place. At the end the files are loaded, and must say what the coded claims say.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from common import ROOT
from desk_serving import serving
from playwright.sync_api import Page, sync_playwright

from checker.coding.start import Given, start_article
from checker.corpus.corpus import Claim, Corpus
from checker.corpus.loader import load
from checker.texts.quotes import Searchable
from checker.values.dates import read_window
from checker.values.value import fold, read_value

STORY = "kenya-haiti"
WANTED_ACTIONS, WANTED_SHARE = 6.0, 1 / 3
FIELDS = ("subject", "property", "value", "status", "as_of", "said_by")
LETTERS = {"subject": "s", "property": "p", "value": "v", "status": "t", "as_of": "d", "said_by": "w"}
FURTHER = ("period", "scope", "via", "also", "counted_from", "implied", "supersedes", "revises", "note", "important")


@dataclass
class Count:
    """What one claim took. `letters` are those of the fields that were typed; `where` tells what each action was for."""

    clicks: int = 0
    keys: int = 0
    typed: int = 0
    letters: int = 0
    where: Counter[str] = field(default_factory=Counter)

    @property
    def actions(self) -> int:
        """A click, a key, or a field that is typed."""
        return self.clicks + self.keys + self.typed

    @property
    def strokes(self) -> int:
        """All that the hands do: clicks, keys, and the letters of what is typed."""
        return self.clicks + self.keys + self.letters

    def key(self, what: str, number: int = 1) -> None:
        self.keys += number
        self.where[what] += number

    def click(self, what: str) -> None:
        self.clicks += 1
        self.where[what] += 1

    def type(self, what: str, text: str) -> None:
        self.typed += 1
        self.letters += len(text)
        self.where[what] += 1


@dataclass
class Goal:
    """A claim that is to be coded: what its file says, and what that means."""

    said: dict[str, Any]
    claim: Claim
    start: int
    end: int

    def text(self, key: str) -> str:
        value = self.said.get(key, "")
        return value if isinstance(value, str) else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


class Person:
    """Codes one article in a page that shows it."""

    def __init__(self, page: Page, root: Path, name: str, wanted: Corpus, goals: list[Goal]) -> None:
        self.page, self.root, self.name, self.wanted = page, root, name, wanted
        self.left = list(goals)
        self.counts: list[Count] = []
        self.overhead = Count()

    # --- the way through the text

    def code(self) -> None:
        """All figures in the order of the text, then what no figure says."""
        self.overhead.key("begin")
        self._press(".")
        for _ in range(400):
            spot = self._spot()
            if spot is None:
                break
            here = [goal for goal in self.left if self._is_of(goal, *spot)]
            if here:
                self._figure(here)
            else:
                self.overhead.key("no claim")
                self._press("x")
        for goal in list(self.left):
            self._own(goal)

    def _figure(self, here: list[Goal]) -> None:
        goal = min(here, key=self._distance)
        count = Count()
        self._fill(goal, count)
        is_split = len(here) > 1
        count.key("split" if is_split else "save")
        self._press("/" if is_split else "Enter")
        self._done(goal, count)

    def _own(self, goal: Goal) -> None:
        """A claim that no figure of the text is of: its words are selected."""
        count = Count()
        if goal.start >= 0:
            count.click("select words")
            self._select(goal.start, goal.end)
        else:
            count.key("own words")
            self._press("n")
            self._press("Escape")
        self._fill(goal, count)
        count.key("save")
        self._press("Enter")
        self._done(goal, count)

    def _done(self, goal: Goal, count: Count) -> None:
        self.left.remove(goal)
        self.counts.append(count)
        wrong = self.page.locator("#claim-form .mistakes").first
        if wrong.count() and (told := wrong.inner_text().strip()):
            raise RuntimeError(f"{self.name}: {goal.said['id']}: {told}")

    # --- one form

    def _fill(self, goal: Goal, count: Count) -> None:
        """Make the form say what the claim says."""
        for key in FIELDS:
            if not self._fits(goal, key, self._value(key)):
                self._correct(goal, key, count)
        wanted = {key: goal.text(key) for key in FURTHER if goal.text(key)}
        shown = {key: self._value(key) for key in FURTHER if self.page.locator(f'#claim-form [name="{key}"]').count()}
        wrong = [key for key in shown if fold(shown[key]) != fold(wanted.get(key, "")) and key != "note"]
        if "via" in wrong and not wanted.get("via") and not goal.text("said_by"):
            wrong.remove("via")
        for key in wrong:
            box = self.page.locator("details.further")
            if not box.evaluate("node => node.open"):
                count.key("more")
                box.evaluate("node => { node.open = true; }")
            count.click(key)
            count.type(key, wanted.get(key, ""))
            self.page.locator(f'#claim-form [name="{key}"]').fill(wanted.get(key, ""))

    def _correct(self, goal: Goal, key: str, count: Count) -> None:
        chips = self.page.locator(f'[data-field="{key}"] .chip[data-value]')
        values = chips.evaluate_all("nodes => nodes.map(node => node.dataset.value)")
        fitting = [number for number, value in enumerate(values) if self._fits(goal, key, value)]
        if fitting:
            count.click(key)
            self.page.evaluate(
                "([key, at]) => document.querySelectorAll(`[data-field='${key}'] .chip[data-value]`)[at].click()",
                [key, fitting[0]],
            )
            return
        self._type(goal, key, count)

    def _type(self, goal: Goal, key: str, count: Count) -> None:
        count.key(key)
        text = goal.text(key)
        self.page.locator("[data-act=save]").focus()
        self._press(LETTERS[key].upper())
        box = self.page.locator(f'[data-field="{key}"] [data-input]')
        if key in ("subject", "property") or (key == "said_by" and self._entity(text)):
            self._complete(goal, key, box, count)
            return
        box.fill(text)
        count.type(key, text)
        count.key(key)
        box.press("Enter")

    def _complete(self, goal: Goal, key: str, box: Any, count: Count) -> None:
        """Type until the wanted one is the first of the list; make it where there is none."""
        text = goal.text(key)
        entity = self._entity(text)
        name = entity.name if entity else text
        for size in range(1, len(name) + 1):
            box.fill(name[:size])
            first = self.page.locator(f'[data-field="{key}"] [role=option]').first
            shown = first.evaluate("node => node.firstChild.textContent") if first.count() else ""
            if first.count() and fold(shown) == fold(self._shown(name, key)):
                count.type(key, name[:size])
                count.key(key)
                box.press("Enter")
                return
        count.type(key, name)
        count.key(key)
        box.press("Enter")
        made = self.page.locator(".making")
        if made.count():
            kind = entity.kind if entity else ""
            count.type("kind", kind)
            made.locator("[name=kind]").fill(kind)
            count.key("make")
            made.locator("[name=kind]").press("Enter")
            made.wait_for(state="detached")

    def _shown(self, name: str, key: str) -> str:
        return self.wanted.properties[name].title if key == "property" else name

    # --- what fits

    def _fits(self, goal: Goal, key: str, value: str) -> bool:
        """Whether a person who wants to code the claim accepts this value of a field."""
        text = goal.text(key)
        if key == "status":
            return (value or "actual") == (text or "actual")
        if key == "subject" or (key == "said_by" and self._entity(text)):
            entity = self._entity(text)
            names = {fold(each) for each in (entity.id, entity.name, *entity.aliases)} if entity else {fold(text)}
            return fold(value) in names
        if key == "value":
            return self._same_value(goal, value)
        if key == "as_of":
            return self._same_day(text, value) or (not text and self._is_day_of_paper(goal, value))
        return fold(value) == fold(text)

    def _same_value(self, goal: Goal, value: str) -> bool:
        prop = self.wanted.properties[goal.claim.property]
        read, _ = read_value(value, prop.scale, self.wanted.hedges)
        if read is None:
            return False
        mine = goal.claim.value
        return (read.interval, read.choices, read.stated, read.unit) == (mine.interval, mine.choices, mine.stated, mine.unit)

    def _same_day(self, one: str, other: str) -> bool:
        return one == other or bool(one and other and read_window(one)[0] == read_window(other)[0] is not None)

    def _is_day_of_paper(self, goal: Goal, value: str) -> bool:
        return bool(value) and read_window(value)[0] == self.wanted.sources[goal.claim.source].published

    def _entity(self, name: str) -> Any:
        for entity in self.wanted.entities.values():
            if fold(name) in {fold(each) for each in (entity.id, entity.name, *entity.aliases)}:
                return entity
        return None

    def _is_of(self, goal: Goal, start: int, end: int) -> bool:
        return goal.start < end and start < goal.end and self._could_be(goal)

    def _could_be(self, goal: Goal) -> bool:
        """Whether the figure at hand is the one that the claim is of: as the person reads it."""
        values = self.page.locator('[data-field="value"] .chip[data-value]')
        shown = values.evaluate_all("nodes => nodes.map(node => node.dataset.value)")
        if any(self._same_value(goal, value) for value in shown):
            return True
        figures = re.findall(r"\d[\d,.]*", " ".join(shown))
        own = re.findall(r"\d[\d,.]*", goal.text("value"))
        return bool(set(figures) & set(own)) or self._is_date(goal)

    def _is_date(self, goal: Goal) -> bool:
        kind = self.page.locator("#claim-form h2 small").inner_text()
        return kind == "date" and self.wanted.properties[goal.claim.property].scale.type == "date"

    def _distance(self, goal: Goal) -> int:
        return sum(not self._fits(goal, key, self._value(key)) for key in FIELDS)

    # --- the page

    def _value(self, key: str) -> str:
        found = self.page.locator(f'#claim-form [name="{key}"]')
        return found.input_value() if found.count() else ""

    def _spot(self) -> tuple[int, int] | None:
        form = self.page.locator("#claim-form")
        if not form.count() or not form.get_attribute("data-spot"):
            return None
        return int(form.get_attribute("data-start") or 0), int(form.get_attribute("data-end") or 0)

    def _press(self, key: str) -> None:
        self.page.evaluate("document.querySelector('#claim-form [data-act=save]')?.focus()")
        before = self.page.evaluate("performance.getEntriesByType('resource').length")
        self.page.keyboard.press(key)
        if key in ("Enter", "x", "/", ".", "n"):
            self.page.wait_for_function("before => performance.getEntriesByType('resource').length > before", arg=before)
            self.page.wait_for_load_state("networkidle")

    def _select(self, start: int, end: int) -> None:
        """As with the mouse: from the first letter to the last one."""
        self.page.evaluate(SELECT, [start, end])
        self.page.locator("#claim-form").wait_for()
        self.page.wait_for_load_state("networkidle")


SELECT = """([start, end]) => {
    const text = document.getElementById('text');
    let range = document.createRange(), begun = false;
    for (const line of text.querySelectorAll('p[data-start]')) {
        let at = Number(line.dataset.start);
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const size = [...node.data].length;
            if (!begun && start < at + size) { range.setStart(node, start - at); begun = true; }
            if (begun && end <= at + size) {
                range.setEnd(node, end - at);
                getSelection().removeAllRanges();
                document.getElementById('form').replaceChildren();
                getSelection().addRange(range);
                text.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
                return;
            }
            at += size;
        }
    }
}"""


def empty_project(root: Path, wanted: Corpus) -> None:
    """The five articles with their heads, their texts beside them, no claim and no cast."""
    shutil.copytree(ROOT / "rules", root / "rules")
    story = root / "claims" / STORY
    story.mkdir(parents=True)
    (root / "texts").mkdir()
    (story / "entities.yaml").write_text("# who and what the claims speak of\n", "utf-8")
    for key, text in wanted.texts.items():
        name = key.partition("/")[2]
        (root / "texts" / f"{name}.txt").write_text(text.content, "utf-8")
        said = yaml.load((ROOT / f"claims/{STORY}/{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)["source"]
        said = {k: v for k, v in said.items() if k not in ("text_sha256", "no_claim")} | {"text": f"../../texts/{name}.txt"}
        head = yaml.safe_dump({"source": said}, allow_unicode=True, sort_keys=False, width=10**6)
        (story / f"{name}.yaml").write_text(re.sub(r"'(\d{4}[^']*)'", r"\1", head) + "claims: []\n", "utf-8")


def goals_of(key: str, wanted: Corpus) -> list[Goal]:
    """What is to be coded of an article, in the order of its text."""
    name = key.partition("/")[2]
    said = yaml.load((ROOT / f"claims/{STORY}/{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)["claims"]
    own = {claim.id: claim for claim in wanted.claims if claim.source == key}
    text = Searchable(wanted.texts[key].content)
    goals = []
    for each in said:
        place = text.find(each["quote"])[:1] if "quote" in each else []
        goals.append(Goal(each, own[each["id"]], *(place[0] if place else (-1, -1))))
    return sorted(goals, key=lambda goal: goal.start)
