"""A small project in which two papers disagree about a flood, for the tests of the language server."""

from __future__ import annotations

from pathlib import Path

from checker.editor.project import LiveProject, Snapshot, lines_in

ROOT = Path(__file__).parents[2]
TODAY = 741_500

CAST = """\
rescue-mission: {kind: mission, aliases: [the mission], parts: complete}
first-team: {kind: team, part_of: rescue-mission, from: 2031-04-28}
ministry: {kind: ministry, aliases: [the health ministry]}
"""
COURIER = """\
source: {publisher: The Harbour Courier, published: 2031-05-04}
claims:
  - id: dead
    subject: first-team
    property: killed
    value: 3
    said_by: the health ministry
  - id: plan
    subject: the mission
    property: strength
    value: about 1,900
    status: planned
    as_of: 2031-05
"""
HERALD = """\
source:
  publisher: The Orlava Herald
  published: 2031-05-04
claims:
  - {id: dead, subject: first-team, property: killed, value: 7}
  - {id: dead-at-first, subject: first-team, property: killed, value: 2, as_of: 2031-05-03}
"""
ARTICLE = "claims/flood/courier.yaml"


def snapshot_of(root: Path, **unsaved: str) -> Snapshot:
    texts = {root / "claims" / "flood" / f"{name}.yaml": text for name, text in unsaved.items()}
    return LiveProject(root).update(texts, rescan=True)


def cut(text: str) -> tuple[list[str], int, int]:
    """A text with a | where the cursor is."""
    before = text.partition("|")[0]
    return lines_in(text.replace("|", "", 1)), before.count("\n"), len(before) - before.rfind("\n") - 1
