"""Rewrite what is generated: docs/rules.md, commands.md, what-to-write.md and vocabularies.md, the reports and lists in
pages, and the rules of vocabularies that this repository has.

`python docs/generate.py --check` changes nothing and exits 1 where one of them is stale.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def filled(page: str, name: str, text: str) -> str:
    """A page with what stands between two marks replaced."""
    begin, end = f"<!-- {name} begin: written by docs/generate.py -->\n", f"<!-- {name} end -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{text}\n{end}{after}"


def report(project: Path) -> str:
    """The report on a project, at 80 columns."""
    from checker.baseline.reviewing import review
    from checker.reports import Style, render

    # no acceptance of ours ends, so the day does not matter
    return render(review([project], today=1), "text", Style(show_accepted=True))


def readme() -> str:
    """README.md with the beginning of the report on the five articles."""
    first = report(ROOT).split("\n2. ")[0].rstrip()
    return filled((ROOT / "README.md").read_text(encoding="utf-8"), "report", f"```text\n{first}\n```\n")


def report_page() -> str:
    """docs/report.md with the report on an example."""
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    return filled(page, "report", f"```text\n{report(ROOT / 'examples' / 'landslide')}```\n")


def install() -> str:
    """docs/install.md with the extras."""
    from checker.files.extras import EXTRAS

    rows = [f"| `{extra.name}` | {extra.about} |" for extra in EXTRAS]
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    return filled(page, "extras", "\n".join(["| extra | for |", "| --- | --- |", *rows, ""]))


def rules() -> str:
    """A section for each rule."""
    import checker
    from checker.reports.derivation import BUILT_IN_PAGES, rule_page

    corpus = checker.load([ROOT])
    lines = [
        "# The rules",
        "",
        "Written by docs/generate.py from the rules' own files; `checker explain RULE` shows one.",
        "",
    ]
    for rule in sorted([*BUILT_IN_PAGES, *(rule.id for rule in corpus.rules)]):
        page = rule_page(rule, corpus) or []
        lines += [f"## {page[0]}", "", page[2], "", "```text", *page[4:], "```", ""]
    return "\n".join(lines)


def commands() -> str:
    """The help of every command."""
    import click

    from checker.cli import cli

    lines = ["# The commands", "", "Written by docs/generate.py from `checker --help`.", ""]
    settings: dict[str, Any] = {**cli.context_settings, "terminal_width": 100}
    context = click.Context(cli, info_name="checker", **settings)
    lines += ["```text", cli.get_help(context), "```", ""]
    every = {name: each for name in cli.list_commands(context) if (each := cli.get_command(context, name))}
    commands = dict(every)
    for group, each in every.items():
        if isinstance(each, click.Group):  # its commands stand in its place
            commands |= {f"{group} {name}": command for name, command in each.commands.items()}
            del commands[group]
    for name, command in sorted(commands.items()):
        inner = click.Context(command, parent=context, info_name=name, **settings)
        lines += [f"## checker {name}", "", "```text", command.get_help(inner), "```", ""]
    return "\n".join(lines)


def what_to_write() -> str:
    """What articles say, and what to write: a table for each kind of figure."""
    import yaml

    text = (ROOT / "docs" / "what-to-write.yaml").read_text(encoding="utf-8")
    lines = [
        "# What an article says, and what to write",
        "",
        "Written by docs/generate.py from docs/what-to-write.yaml; each row is tested. `rules/properties.yaml` says",
        "how the figures of a property are written; the last column is what `checker explain` reads a value as, and",
        "what is read of the claim beside it, in an article of 10 May 2031.",
        "",
    ]
    for group in yaml.load(text, yaml.BaseLoader):  # noqa: S506 - a loader of texts alone
        lines += [
            f"## {group['title']}",
            "",
            f"The property is `{_keys(group['of'])}`, unless a row says otherwise.",
            "",
        ]
        lines += ["| the article says | write | read as |", "| --- | --- | --- |"]
        for row in group["rows"]:
            of = f", of `{_keys(row['of'])}`" if "of" in row else ""
            lines.append(f"| {row['says']} | `{_keys(row['write'])}`{of} | {row['reads']} |")
        lines.append("")
    return "\n".join(lines)


def _keys(mapping: dict[str, Any]) -> str:
    return ", ".join(f"{key}: {_shown(value)}" for key, value in mapping.items())


def _shown(value: str | list[str] | dict[str, Any]) -> str:
    if isinstance(value, dict):
        return f"{{{_keys(value)}}}"
    return value if isinstance(value, str) else f"[{', '.join(value)}]"


def of_vocabularies() -> dict[Path, str]:
    """docs/vocabularies.md, and the files of vocabularies that this repository has."""
    sys.path.insert(0, str(ROOT / "docs"))
    from vocabulary_pages import EXAMPLES, page, properties_file, rule_files

    from checker.vocabularies.names import VOCABULARIES

    own = properties_file(VOCABULARIES[:1])
    found = {ROOT / "docs" / "vocabularies.md": page(), ROOT / "rules" / "properties.yaml": own}
    for example, names in EXAMPLES.items():
        found |= rule_files(ROOT / "examples" / example / "rules", names)
    return found


def main() -> int:
    os.chdir(ROOT)
    wanted = {
        ROOT / "README.md": readme(),
        ROOT / "docs" / "report.md": report_page(),
        ROOT / "docs" / "install.md": install(),
        ROOT / "docs" / "rules.md": rules(),
        ROOT / "docs" / "commands.md": commands(),
        ROOT / "docs" / "what-to-write.md": what_to_write(),
        **of_vocabularies(),
    }
    stories = (texts.parent for texts in sorted((ROOT / "examples").glob("*/texts")))
    wanted |= {story / "report.txt": report(story) for story in stories}
    stale = [file for file, text in wanted.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
    for file in stale:
        if "--check" in sys.argv:
            print(f"stale: {file.relative_to(ROOT)}; run `make docs`")
        else:
            file.write_text(wanted[file], encoding="utf-8")
            print(f"wrote {file.relative_to(ROOT)}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
