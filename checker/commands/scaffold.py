"""`checker init`: an empty corpus with one commented example article and the standard rules."""

from __future__ import annotations

from pathlib import Path

from checker.schemas import modeline

_PACKAGE = Path(__file__).parent.parent

ENTITIES = """\
# The cast of this story: who and what its claims speak of. An alias works wherever the id does.
#
#   part_of, from, to   of which whole it is a part, and since when (and until when)
#   parts: complete     all parts of this whole are listed here, so they must add up to it exactly
rescue-mission: {kind: mission, aliases: [the mission], parts: complete}
first-team: {kind: team, part_of: rescue-mission, from: 2031-04-28}
second-team: {kind: team, part_of: rescue-mission, from: 2031-05-03}
"""

ARTICLE = """\
# One article, coded by hand. Only `publisher` and `published` are required of a source.
source:
  publisher: The Example Courier
  title: Second team reaches the flood
  published: 2031-05-04 # or 2031-05, or 2031-05-01/2031-05-07 where the day is not known
  url: https://example.org/second-team
  via: Example Wire # the agency whose story this is, if it is one

# One entry for each thing that the article says. `id`, `subject`, `property` and `value` are required.
claims:
  - id: second-team
    subject: second-team # an entity of entities.yaml, or one of its aliases
    property: size # one of rules/properties.yaml
    value: about 200 # also: 200, at least 5,000, up to 10, 200 to 300, dozens, $300m, 12 months, 37.5%
    as_of: 2031-05-03 # the day the figure is for; the day of publication if left out
    said_by: a senior official # who is quoted; left out where the paper says it itself
    quote: some 200 more arrived # at most 8 words, to find the place again

  - id: total
    subject: the mission
    property: strength
    value: 600
    quote: brings the mission to 600

  - id: total-needed
    subject: the mission
    property: strength
    status: needed # actual if left out; or planned, pledged, authorised, requested
    value: up to 600
    said_by: the governor
    quote: no more than 600 are needed
"""


def standard_rules() -> Path:
    """The folder of the standard rules: in an installed package its own, in a checkout the one at the top."""
    packaged = _PACKAGE / "standard_rules"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "rules"


def start_corpus(folder: Path) -> list[Path]:
    """Write a new corpus below a folder, and the schemas for it; returns the files written.

    Raises FileExistsError, having written nothing, where claims/ or rules/ is there already.
    """
    for name in ("claims", "rules"):
        if (folder / name).exists():
            raise FileExistsError(f"{(folder / name).as_posix()} is there already; nothing was written")
    files = {
        folder / "claims" / "example-story" / "entities.yaml": modeline("entities") + ENTITIES,
        folder / "claims" / "example-story" / "second-team.yaml": modeline("article") + ARTICLE,
    }
    for rule in sorted(standard_rules().glob("*.yaml")):
        kind = {"properties.yaml": "properties", "hedges.yaml": "hedges", "rates.yaml": "rates"}.get(rule.name, "rule")
        files[folder / "rules" / rule.name] = modeline(kind) + rule.read_text(encoding="utf-8")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    from checker.files.project import Project
    from checker.schemas.schema_files import schema_files, write_schema

    schemas, _ = schema_files(Project(root=folder))
    for path, text in schemas.items():
        write_schema(path, text)
    return [*files, *schemas]
