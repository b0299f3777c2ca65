"""Links between pages lead to a file, and to a heading that the file has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.reports.derivation import BUILT_IN_PAGES

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "examples/**/*.md", "benchmarks/*.md", "editors/**/*.md")
    for path in ROOT.glob(pattern)
    if "node_modules" not in path.parts
)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings by GitHub's rule: letters, digits, `-` and `_`, a space as `-`, small; the
    second of one name ends in `-1`."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#{1,6} +(.+?)(?: +#+)?$", FENCED.sub("", page), re.MULTILINE):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
        if found[slug]:
            found[f"{slug}-{found[slug]}"] = 0
    return set(found)


def broken(path: Path) -> list[str]:
    """The links of a page that lead nowhere; those to other sites are not followed."""
    wrong = []
    for link in LINK.findall(FENCED.sub("", path.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    assert broken(path) == []


def test_the_addresses_of_sarif_are_headings_of_the_page_on_rules() -> None:
    rules = {path.stem for path in (ROOT / "rules").glob("*.yaml")} - {"hedges", "properties", "rates"}
    assert (rules | set(BUILT_IN_PAGES)) - anchors((ROOT / "docs" / "rules.md").read_text("utf-8")) == set()


def test_the_anchors_of_headings() -> None:
    page = """# What `checker` *is*, in 1.5 words

```
# no heading
```

## Again

## Again

### See [a page](x.md) – or not
"""
    assert anchors(page) == {"what-checker-is-in-15-words", "again", "again-1", "see-a-page--or-not"}


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("## Here\n")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](other.md#here) [b](other.md#there) [c](gone.md) [d](#top) [e](https://example.org/#x)\n\n# Top\n"
    )
    assert broken(page) == ["other.md#there", "gone.md"]
