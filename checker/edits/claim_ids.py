"""A claim under another id: what supersedes it names it so, and its quote's anchor goes with it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from checker.corpus.supersession import claim_key
from checker.edits.articles import article_of, change_claim
from checker.edits.change import Made
from checker.edits.project_files import ProjectFiles
from checker.files.yaml_edit import key_renamed, root_of_text, spliced, texts_replaced
from checker.problems import Problem
from checker.texts.quotes import FILE as ANCHORS


def rename_claim(root: Path, name: str, old: str, new: str) -> Made:
    """A claim of a file under another id, with all that named it by the old one. Raises OSError."""
    files = ProjectFiles.of(root)
    text = files.text(name)
    article, problems = (None, ()) if text is None else article_of(name, text)
    if article is None:
        return None, problems or (Problem(name, 1, 1, "no such file"),)
    change, problems = change_claim(article, old, {"id": new})
    if change is None:
        return None, problems
    after = change.files[0].after
    assert isinstance(after, str), "an article is text"
    files.put(name, after)
    source = name.removeprefix("claims/").removesuffix(".yaml")
    for story in files.stories:
        for other in files.articles[story]:
            _follow(files, other, f"{source}#{old}", new)
    _move_anchor(files, source, old, new)
    return files.change(f"{old} is {new} now"), ()


def _follow(files: ProjectFiles, name: str, key: str, new: str) -> None:
    """Have the claims of a file that supersede a claim name it by its new id."""
    text = files.text(name)
    if text is None or "supersedes" not in text:
        return
    source, old = name.removeprefix("claims/").removesuffix(".yaml"), key.partition("#")[2]
    targets = chain.from_iterable(_targets(claim, index) for index, claim in enumerate(_claims_in(files, name)))
    wanted = {path: f"{target.removesuffix(old)}{new}" for path, target in targets if claim_key(target, source) == key}
    if wanted:
        body = text.removeprefix("\ufeff")
        files.put(name, text[: len(text) - len(body)] + texts_replaced(body, wanted))


def _claims_in(files: ProjectFiles, name: str) -> list[Any]:
    """The claims of a file as it says them; none where it is no article."""
    document = files.document(name)
    value = document.value if document is not None else None
    claims = value.get("claims") if isinstance(value, dict) else None
    return claims if isinstance(claims, list) else []


def _targets(claim: Any, index: int) -> list[tuple[tuple[str | int, ...], str]]:
    """What a claim supersedes: the path to each name, and the name."""
    said = claim.get("supersedes") if isinstance(claim, dict) else None
    if isinstance(said, str):
        return [(("claims", index, "supersedes"), said)]
    listed = said if isinstance(said, list) else []
    return [(("claims", index, "supersedes", n), each) for n, each in enumerate(listed) if isinstance(each, str)]


def _move_anchor(files: ProjectFiles, source: str, old: str, new: str) -> None:
    text, document = files.text(ANCHORS), files.document(ANCHORS)
    entries = document.value.get(source) if document is not None and isinstance(document.value, dict) else None
    if text is not None and isinstance(entries, dict) and old in entries and new not in entries:
        files.put(ANCHORS, spliced(text, key_renamed(root_of_text(text).at(source), old, new)))
