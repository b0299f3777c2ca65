"""What it takes to code the five articles at the desk: clicks, keys, fields, against `checker new` and an editor.

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

from checker.coding.proposals import entity_id
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
    """What one claim took. `letters` are those of the fields that were typed; `where` tells what actions were for."""

    clicks: int = 0
    keys: int = 0
    typed: int = 0
    letters: int = 0
    where: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

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
        return (
            value if isinstance(value, str) else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        )


class Person:
    """Codes one article in a page that shows it."""

    def __init__(self, page: Page, root: Path, name: str, wanted: Corpus, goals: list[Goal]) -> None:
        self.page, self.root, self.name, self.wanted = page, root, name, wanted
        self.left = list(goals)
        self.counts: list[Count] = []
        self.overhead = Count()
        self.typing = ""

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
        while self.left:
            self._own(self.left[0])

    def _figure(self, here: list[Goal]) -> None:
        goal = min(here, key=self._distance)
        count = Count()
        self._fill(goal, count)
        self._save(count, "/" if len(here) > 1 else "Enter")
        self._done(goal, count)

    def _own(self, goal: Goal) -> None:
        """A claim that no figure of the text is of: its words are selected; more claims of the same words follow it."""
        count = Count()
        if goal.start >= 0:
            count.click("select words")
            self._select(goal.start, goal.end)
        else:
            count.key("own words")
            self._press("n")
        while True:
            self._fill(goal, count)
            same = [
                g for g in self.left if g is not goal and (g.start, g.end) == (goal.start, goal.end) and g.start >= 0
            ]
            self._save(count, "/" if same else "Enter")
            self._done(goal, count)
            if not same:
                return
            goal, count = same[0], Count()

    def _save(self, count: Count, key: str) -> None:
        """Save from where the hands are: with Ctrl and Enter from within a field."""
        if self.typing and key == "Enter":
            key = "Control+Enter"
        elif self.typing:
            self._end_typing(count)
        count.key("split" if key == "/" else "save")
        self.typing = ""
        self.page.keyboard.press(key) if key == "Control+Enter" else self._press(key)
        self._wait()

    def _end_typing(self, count: Count) -> None:
        if self.typing:
            count.key("end of a field")
            self.page.keyboard.press("Enter" if self.typing == "field" else "Escape")
            self._wait()
            self.typing = ""

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
            if key == "subject" and self._is_made(goal):
                self._say_kind(self._entity(goal.text(key)).kind, count)
            elif not self._fits(goal, key, self._value(key)):
                count.wrong.append(f"{key} {self._value(key)!r} for {goal.text(key)!r}")
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

    def _is_made(self, goal: Goal) -> bool:
        """Whether the form is about to make whom the claim is about."""
        is_new = self.page.locator("#claim-form [name=new_name]").count()
        return bool(is_new and self._is_name(goal, self._value("subject")))

    def _is_name(self, goal: Goal, name: str) -> bool:
        """Whether a new entity of this name is the one that the claim is about, under its own name."""
        entity = self._entity(goal.text("subject"))
        return entity is not None and fold(entity.name) == fold(name)

    def _correct(self, goal: Goal, key: str, count: Count) -> None:
        chips = self.page.locator(f'[data-field="{key}"] .chip[data-value]')
        values = chips.evaluate_all("nodes => nodes.filter(n => !n.hidden).map(node => node.dataset.value)")
        fitting = [number for number, value in enumerate(values) if self._fits(goal, key, value)]
        new = self._new_name(goal) if key == "subject" and not fitting else None
        if fitting or new is not None:
            count.click(key)
            self.typing = ""
            (new or chips.filter(visible=True).nth(fitting[0])).click()
            if new is not None:
                self._wait()
                self._say_kind(self._entity(goal.text(key)).kind, count)
        else:
            self._type(goal, key, count)
        self.page.wait_for_timeout(200)  # what fits is looked up a moment after the last key
        self._wait()

    def _new_name(self, goal: Goal) -> Any:
        """The button that makes whom the claim is about, where their name stands beside the figure."""
        buttons = self.page.locator('[data-field="subject"] [data-new]')
        names = buttons.evaluate_all("nodes => nodes.map(node => node.dataset.new)")
        fitting = [number for number, name in enumerate(names) if self._is_name(goal, name)]
        return buttons.nth(fitting[0]) if fitting else None

    def _type(self, goal: Goal, key: str, count: Count) -> None:
        text = goal.text(key)
        box = self.page.locator(f'[data-field="{key}"] [data-input]')
        if not box.evaluate("node => node === document.activeElement"):
            self._end_typing(count)
            count.key(key)
            self._press(LETTERS[key].upper())
        if key in ("subject", "property") or (key == "said_by" and self._entity(text)):
            self._complete(goal, key, box, count)
            return
        box.fill(text)
        count.type(key, text)
        self.typing = "field"

    def _complete(self, goal: Goal, key: str, box: Any, count: Count) -> None:
        """Type until the wanted one is the first of the list; make it where there is none."""
        text = goal.text(key)
        entity = self._entity(text)
        name = self.wanted.properties[text].title if key == "property" else entity.name if entity else text
        options = self.page.locator(f'[data-field="{key}"] [role=option]')
        for size in range(1, len(name) + 1):
            box.fill(name[:size])
            first = options.first.evaluate("node => node.firstChild.textContent") if options.count() else ""
            if fold(first) == fold(name):
                count.type(key, name[:size])
                self.typing = "field"
                return
        if key == "subject":  # the last of the list makes a new one
            self._choose_last(options, box, count, key)
            self._say_kind(entity.kind if entity else "", count)
        else:
            count.type(key, name)
            self.typing = "field"

    def _choose_last(self, options: Any, box: Any, count: Count, key: str) -> None:
        count.type(key, box.input_value())
        if options.count() > 1:
            count.key(key)
            box.press("ArrowUp")
        count.key(key)
        box.press("Enter")

    def _say_kind(self, kind: str, count: Count) -> None:
        box = self.page.locator(".making [name=new_kind]")
        self.page.wait_for_timeout(150)
        if box.input_value() != kind:
            count.click("kind")
            known = self.page.locator(f'.making [data-kind="{kind}"]')
            if known.count():
                known.click()
                return
            count.type("kind", kind)
            box.fill(kind)
            self.typing = "plain"

    # --- what fits

    def _fits(self, goal: Goal, key: str, value: str) -> bool:
        """Whether a person who wants to code the claim accepts this value of a field."""
        text = goal.text(key)
        if key == "status":
            return (value or "actual") == (text or "actual")
        if key == "subject" or (key == "said_by" and self._entity(text)):
            entity = self._entity(text)
            return fold(value) in self._names(entity) if entity else fold(value) == fold(text)
        if key == "value":
            return self._same_value(goal, value)
        if key == "as_of":
            return self._same_day(text, value) or (not text and self._is_day_of_paper(goal, value))
        return fold(value) == fold(text)

    def _names(self, entity: Any) -> set[str]:
        """The names of an entity; and the id that the desk gives to one of that name."""
        return {fold(each) for each in (entity.id, entity.name, *entity.aliases, entity_id(entity.name))}

    def _same_value(self, goal: Goal, value: str) -> bool:
        prop = self.wanted.properties[goal.claim.property]
        if prop.scale.type == "text" or fold(value) == fold(goal.text("value")):
            return fold(value) == fold(goal.text("value"))
        read, _ = read_value(value, prop.scale, self.wanted.hedges)
        if read is None:
            return False
        mine = goal.claim.value
        return (read.interval, read.choices, read.stated, read.unit) == (
            mine.interval,
            mine.choices,
            mine.stated,
            mine.unit,
        )

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
        new = self.page.locator("#claim-form [name=new_name]")
        if key == "subject" and new.count():
            return new.input_value()
        found = self.page.locator(f'#claim-form [name="{key}"]')
        return found.input_value() if found.count() else ""

    def _spot(self) -> tuple[int, int] | None:
        form = self.page.locator("#claim-form")
        if not form.count() or not form.get_attribute("data-spot"):
            return None
        return int(form.get_attribute("data-start") or 0), int(form.get_attribute("data-end") or 0)

    def _press(self, key: str) -> None:
        self.page.evaluate("document.querySelector('#claim-form [data-act=save]')?.focus()")
        self.page.keyboard.press(key)
        self._wait()

    def _wait(self) -> None:
        self.page.locator("main:not([aria-busy])").wait_for()

    def _select(self, start: int, end: int) -> None:
        """As with the mouse: from the first letter to the last one."""
        self.page.evaluate(SELECT, [start, end])
        self.page.locator("#claim-form").wait_for()
        self._wait()


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
        said = {k: v for k, v in said.items() if k not in ("text_sha256", "no_claim")} | {
            "text": f"../../texts/{name}.txt"
        }
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


# --- the same in a terminal


def terminal(root: Path, wanted: Corpus, key: str, goals: list[Goal]) -> list[int]:
    """The keys that each claim takes in an editor, with the draft of `checker new` before one.

    Counted in favour of the editor: one key takes the comment marks off selected lines, a value is replaced without
    being deleted, and nothing is counted for finding the next suggestion.
    """
    name = key.partition("/")[2]
    source = wanted.sources[key]
    text = root / "texts" / f"{name}.txt"
    day = yaml.load((ROOT / f"claims/{STORY}/{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)["source"]
    made = start_article(text, None, root, Given(STORY, f"{name}-draft", source.publisher, day["published"]))
    drafts = [
        dict(re.findall(r"^  #   ?(?:- )?(\w+): (.*)$", block, re.MULTILINE)) for block in made.text.split("\n\n")
    ]
    drafts = [{k: v.partition("  # ")[0].strip('"') for k, v in draft.items()} for draft in drafts if "quote" in draft]
    found = Searchable(wanted.texts[key].content)
    taken: set[int] = set()
    counts = []
    for goal in goals:
        fitting = [n for n, draft in enumerate(drafts) if n not in taken and _is_draft_of(draft, goal, found, wanted)]
        if not fitting:
            counts.append(sum(len(f"    {k}: {goal.text(k)}") + 1 for k in goal.said))
            continue
        taken.add(fitting[0])
        counts.append(_mended(drafts[fitting[0]], goal, wanted))
    return counts


def _is_draft_of(draft: dict[str, str], goal: Goal, text: Searchable, wanted: Corpus) -> bool:
    places = text.find(draft["quote"])
    if not any(start < goal.end and goal.start < end for start, end in places):
        return False
    prop = wanted.properties[goal.claim.property]
    read, _ = read_value(draft.get("value", ""), prop.scale, wanted.hedges)
    return read is not None and (read.interval, read.choices) == (goal.claim.value.interval, goal.claim.value.choices)


def _mended(draft: dict[str, str], goal: Goal, wanted: Corpus) -> int:
    """To select the lines and take their marks off, then for each wrong line: to get there, and to type."""
    keys = len(draft) + 1
    names = {e.id: {fold(x) for x in (e.id, e.name, *e.aliases)} for e in wanted.entities.values()}
    for key in goal.said:
        if key in ("id", "quote"):
            continue
        have, want = fold(draft.get(key, "")), fold(goal.text(key))
        is_same = have == want or (key == "value" and key in draft)
        if key in ("subject", "said_by"):
            is_same = is_same or any({have, want} <= each for each in names.values())
        if not is_same:
            keys += 2 + len(goal.text(key)) + (0 if key in draft else len(key) + 2)
    keys += sum(2 for key in draft if key not in goal.said)
    return keys


# --- all of it


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=Path(os.environ.get("CHECKER_TEXTS", "/work/shared/articles")))
    parser.add_argument("--show", action="store_true", help="show each claim")
    options = parser.parse_args()
    if not options.texts.is_dir():
        print(f"the articles' texts are not at hand in {options.texts}: nothing was measured")
        return 0
    wanted = load([ROOT], texts=[options.texts])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        empty_project(root, wanted)
        return _measured(root, wanted, show=options.show)


def _measured(root: Path, wanted: Corpus, *, show: bool) -> int:
    keys = sorted(wanted.sources, key=lambda key: (wanted.sources[key].published.first, key))
    every: list[Count] = []
    in_terminal: list[int] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        with serving(root) as served:
            address = served.address
            page.goto(address)
            for key in keys:
                goals = goals_of(key, wanted)
                in_terminal += terminal(root, wanted, key, goals)
                person = Person(page, root, key, wanted, goals)
                page.goto(f"{address.partition('?')[0]}articles/{key}")
                page.wait_for_load_state("networkidle")
                person.code()
                _tell(key, person, show=show)
                every += person.counts
                every[-1].keys += person.overhead.keys
        browser.close()
    lost = list(_not_coded(root, wanted))
    number = len(every)
    actions, strokes = sum(c.actions for c in every) / number, sum(c.strokes for c in every) / number
    clicks, keys_, typed = (sum(getattr(c, name) for c in every) / number for name in ("clicks", "keys", "typed"))
    in_all = sum(in_terminal) / len(in_terminal)
    print(f"\n{number} claims: {actions:.1f} actions a claim, wanted {WANTED_ACTIONS:.0f}")
    print(f"    {clicks:.1f} clicks, {keys_:.1f} keys, {typed:.1f} fields typed")
    print(f"{strokes:.1f} strokes a claim at the desk, {in_all:.1f} in a terminal: {strokes / in_all:.2f} times")
    where: Counter[str] = sum((count.where for count in every), Counter())
    print("where the actions go: " + ", ".join(f"{what} {number}" for what, number in where.most_common()))
    for line in lost:
        print(f"not coded alike: {line}")
    return int(bool(lost) or actions > WANTED_ACTIONS or strokes > WANTED_SHARE * in_all)


def _tell(key: str, person: Person, *, show: bool) -> None:
    number = len(person.counts)
    print(
        f"{key}: {number} claims, {sum(c.actions for c in person.counts) / number:.1f} actions a claim, "
        f"{person.overhead.keys} keys for what is no claim"
    )
    for count in person.counts if show else ():
        print(f"    {count.actions} actions, {count.letters} letters: {dict(count.where)}")
        for wrong in count.wrong:
            print(f"        {wrong}")


def _not_coded(root: Path, wanted: Corpus) -> Iterator[str]:
    """The claims that the files which the desk wrote do not hold."""
    made = load([root])
    for problem in made.problems:
        yield str(problem)

    def meaning(claim: Claim, corpus: Corpus) -> tuple[object, ...]:
        value, entity = claim.value, corpus.entities[claim.subject]
        names = {e.id: fold(e.name) for e in corpus.entities.values()}
        choices = value.choices and frozenset(names.get(name, fold(name)) for name in value.choices.names)
        read = (value.interval, choices, value.unit, value.stated) if value.unit or choices else value.text
        return claim.source, entity.name, claim.property, claim.status, claim.scope, claim.as_of, claim.period, read

    left = Counter(meaning(claim, made) for claim in made.claims)
    for claim in wanted.claims:
        if left[meaning(claim, wanted)] > 0:
            left[meaning(claim, wanted)] -= 1
        else:
            yield f"{claim.key}: {claim.value.text}"


if __name__ == "__main__":
    raise SystemExit(main())
