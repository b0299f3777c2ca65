"""Articles as YAML text, laid out as people write claims files by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.exchange.drafts import ORDER, SOURCE_ORDER, Article, Suggestion, ordered
from checker.files.yaml_writer import flow, scalar
from checker.values.display import visible

HEAD = "# Suggestions: "
HOW_TO = (
    f"  {HEAD}none counts until you take off its `# ` and complete it; with the first, take the [] off",
    "  # `claims:` as well. Delete the rest.",
)
WIDEST = 110


def entry(key: str, value: Any) -> str:
    """A key and its value on one line."""
    if isinstance(value, str):
        return f"{key}: {'true' if key == 'important' and value == 'true' else scalar(value)}"
    return f"{key}: {flow(value)}"


def claim_lines(claim: Mapping[str, Any], indent: str = "  ") -> list[str]:
    lines = [entry(key, claim[key]) for key in ordered(claim, ORDER)]
    return [f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(lines)]


def article_text(
    article: Article, suggestions: Sequence[Suggestion] = (), remarks: Mapping[str, str] | None = None
) -> str:
    """A claims file. `remarks` stand as comments beside keys of the source."""
    remarks = remarks or {}
    lines = ["source:"]
    for key in ordered(article["source"], SOURCE_ORDER):
        remark = f"  # {visible(remarks[key])}" if key in remarks else ""
        lines.append(f"  {entry(key, article['source'][key])}{remark}")
    lines.append("claims:" if article["claims"] else "claims: []")
    for claim in article["claims"]:
        lines += claim_lines(claim)
    return "\n".join([*lines, *suggestion_lines(suggestions), ""])


def suggestion_lines(suggestions: Iterable[Suggestion], *, head: bool = True) -> list[str]:
    """Suggestions as comments, with what to do about them."""
    lines: list[str] = []
    for suggestion in suggestions:
        lines.append("")
        for remark in suggestion.remarks:
            lines += [f"  # {line}" for line in _wrapped(visible(remark))]
        keys = {"id": "", "subject": "", "property": "", "value": "", **suggestion.claim}
        claim = [f"{key}: {scalar(keys[key]) if keys[key] else ''}".rstrip() for key in ordered(keys, ORDER)]
        lines += [f"  # {'  ' if number else '- '}{line}" for number, line in enumerate(claim)]
    return [*HOW_TO, *lines] if lines and head else lines


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, WIDEST, break_long_words=False, break_on_hyphens=False) or [""]
