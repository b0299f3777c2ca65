"""How each page of the docs is followed. What is not followed is here, with its reason."""

from __future__ import annotations

import json
import re
import shutil

from docs_reader import (
    Block,
    Page,
    Reading,
    Treatment,
    WrongError,
    after,
    append,
    in_fresh_environment,
    is_file,
    left_out,
    only,
    replace_line,
    shows,
    write,
)

_EDITORS = "an editor's own settings: tests/editor/test_real_editors.py runs them in the editor, where it is here"
_SERVERS = "a server's own settings: it is a step of the workflow in examples/ci/github, whose page is followed"
_STORY = "flood: {kind: event}"
_SEVERITY = {"error": "contradiction", "warning": "tension", "note": "note"}


def coded(reading: Reading, block: Block) -> None:
    """An example of docs/coding.md: its files, each of which begins with a comment that is its name."""
    story = reading.root / "claims" / "flood"
    shutil.rmtree(story, ignore_errors=True)
    story.mkdir(parents=True)
    (story / "entities.yaml").write_text(_STORY, "utf-8")
    rules, as_made = reading.root / "rules", reading.root / "rules-as-made"
    if not as_made.exists():
        shutil.copytree(rules, as_made)
    shutil.rmtree(rules)
    shutil.copytree(as_made, rules)
    parts = re.split(r"(?m)^# ((?:rules/)?[\w-]+\.yaml)\n", block.text)[1:]
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        file = reading.root / name if name.startswith("rules/") else story / name
        known = file.read_text("utf-8") if name == "rules/properties.yaml" else ""  # what an example adds
        file.write_text(known + text, "utf-8")


def finds(reading: Reading, block: Block) -> None:
    """What is found in it, as docs/coding.md shows it; `Without ...:` before it takes words out of the example."""
    taken_out = re.match(r"Without `([^`]+)`[^\n]*:$", block.before)
    if taken_out is not None:
        written = (reading.root / "claims" / "flood").glob("*.yaml")
        for file in (*written, reading.root / "rules" / "properties.yaml"):
            file.write_text(re.sub(f",? *{re.escape(taken_out[1])}", "", file.read_text("utf-8")), "utf-8")
    reading.printed = ""
    report = json.loads(reading.run("checker report --format json"))
    if report["problems"]:
        raise WrongError(f"{block.text}{report['problems']}")
    reading.printed = "\n".join(sorted(map(_found, report["findings"])) or ["nothing is found"]) + "\n"
    reading.compare(block.text)


def _found(finding: dict[str, str]) -> str:
    kind = "not certain" if finding["certainty"] == "perhaps" else _SEVERITY[finding["severity"]]
    return f"{'follows' if finding['echo_of'] else kind}: {finding['message']}  ({finding['rule']})"


def help_is_shown(reading: Reading, block: Block) -> None:
    """The help of a command is what docs/commands.md shows, but for where its lines are broken."""
    usage = re.match(r"Usage: (checker(?: [a-z]+)*)", block.text)
    assert usage is not None
    reading.printed = ""
    printed = reading.run(f"{usage[1]} --help")
    if "".join(printed.split()) != "".join(block.text.split()):
        raise WrongError(f"{usage[1]} --help prints\n{printed}")
    reading.compared += 1


def rule_is_explained(reading: Reading, block: Block) -> None:
    """`checker explain RULE` says of a rule what docs/rules.md does."""
    page = (reading.machine.checkout / reading.name).read_text("utf-8")
    rule = re.findall(r"^## ([\w-]+)", page.partition(block.text)[0], re.MULTILINE)[-1]
    reading.printed = ""
    reading.run(f"checker explain {rule}")
    reading.compare(block.text, "end")


def same_as(path: str) -> Treatment:
    """A file of this repository, as the block shows it below a first line that is its name."""

    def treatment(reading: Reading, block: Block) -> None:
        if block.text.partition("\n")[2] != (reading.machine.checkout / path).read_text("utf-8"):
            raise WrongError(f"{path} is not what the page shows\n{block.text}")
        reading.compared += 1

    return treatment


def job(server: str, branch: str) -> str:
    """The job of a branch of the repository that the page has made, with what it installs."""
    return f"python {{checkout}}/.ci/job.py {server} . {branch} ../job-{server}-{branch}"


def edit(path: str, old: str, new: str) -> str:
    """A command that does what a person does in an editor: other words in place of some. It fails without them."""
    return f"grep -qF -- '{old}' {path} && sed -i 's|{old}|{new}|' {path}"


def served(reading: Reading, block: Block) -> None:
    """Commands that go on until Ctrl-C: each says its address within some seconds."""
    for line in block.text.splitlines():
        command = line.removeprefix("$ ").partition("#")[0].strip()
        folder = "examples/landslide" if command.startswith("checker") else "."
        script = (
            f"cd {folder}; (timeout --signal=INT 60 {command} > out.txt 2>&1 & echo $! > pid; wait) & "
            "for _ in $(seq 300); do grep -q http://127.0.0.1: out.txt 2> /dev/null && break; sleep 0.2; done; "
            "kill -INT $(cat pid); grep http://127.0.0.1: out.txt"
        )
        reading.run(script)


_INIT = ("checker init .",)
_MISSPELT = after(
    edit("claims/flood/courier.yaml", "property: size", "property: sise"),
    "checker check 2>&1 || true",
    edit("claims/flood/courier.yaml", "property: sise", "property: size"),
    "checker check",
    then=shows("some"),
)
"""A slip is made in a claim, and mended: what the checker says of it is shown."""
_CODING: dict[str, Treatment] = {
    "yaml": coded,
    "text": finds,
    "json": left_out("settings of VS Code: tests/test_guide.py holds their files against those of `checker schema`"),
}

PAGES: dict[str, Page] = {
    "README.md": Page(
        where="checkout",
        installs=True,
        blocks={
            "console: make test": only(
                lambda line: not line.startswith("make test"), "all of the tests are a step of .ci/run itself"
            ),
            "text: kenya-haiti": shows("some"),
            "yaml: # claims/flood/courier.yaml": after("cd my-desk", then=write("claims/flood/courier.yaml")),
            "yaml: # claims/flood/entities.yaml": after(then=write("claims/flood/entities.yaml")),
            "plain: unknown property 'sise'": _MISSPELT,
            "yaml: id: part-exceeds-whole": after(
                "rm rules/part-exceeds-whole.yaml", then=write("rules/part-exceeds-whole.yaml")
            ),
            "yaml: - uses:": after("checker test", "cd ..", then=left_out(_SERVERS)),
        },
    ),
    "docs/README.md": Page(),
    "docs/tutorial.md": Page(),
    "docs/install.md": Page(
        where="checkout",
        installs=True,
        blocks={
            "console: make report": only(lambda line: not line.startswith("make"), "it is run for README.md"),
            "console: [lsp": after(),
            "console: pip wheel": in_fresh_environment,
            "console: git+https": in_fresh_environment,
        },
    ),
    "docs/engineers.md": Page(
        where="checkout",
        blocks={"bash": after('eval "$(_CHECKER_COMPLETE=bash_source checker)"; complete -p checker')},
    ),
    "docs/ci.md": Page(
        installs=True,
        where="checkout",
        blocks={
            "yaml: GIT_DEPTH": same_as("examples/ci/gitlab/.gitlab-ci.yml"),
            "yaml: runs-on": same_as("examples/ci/github/.github/workflows/consistency.yml"),
            "yaml: hooks:": same_as("examples/ci/pre-commit/.pre-commit-config.yaml"),
        },
    ),
    "docs/report.md": Page(where="checkout"),
    "docs/desk.md": Page(
        where="checkout", installs=True, before=('pip install --quiet ".[desk]"',), blocks={"indented": served}
    ),
    "docs/editors.md": Page(
        where="checkout",
        installs=True,
        blocks={"lua": left_out(_EDITORS), "toml": left_out(_EDITORS), "elisp": left_out(_EDITORS)},
        after=("printf '' | checker lsp",),
    ),
    "docs/coding.md": Page(before=_INIT, blocks=_CODING),
    "docs/claims.md": Page(
        before=_INIT,
        blocks={
            "plain: claims/<story>": left_out("the names of files"),
            "plain: unknown property": _MISSPELT,
            "yaml: # rules/properties.yaml": append("rules/properties.yaml"),
        },
        after=("checker check",),
    ),
    "docs/what-to-write.md": Page(),
    "docs/texts.md": Page(
        before=_INIT,
        blocks={
            "text: Second team reaches": write("flood.txt"),
            "yaml: text_sha256": is_file("claims/example-story/herald.yaml", beginning=True),
            "console: checker coverage": after(
                r"sed -i '/^  # # 6:18/,/^$/ {/^  # # /! s/^  # /  /}' claims/example-story/herald.yaml"
            ),
            "text: NOT CODED": shows("beginning"),
            "text: CHANGED": after(
                "mkdir archive && mv flood.txt archive/former.txt && sed s/200/250/ archive/former.txt > flood.txt",
                "checker coverage claims/example-story/herald.yaml --texts archive || test $? = 2",
                then=shows("some"),
            ),
        },
    ),
    "docs/write-a-rule.md": Page(
        before=(*_INIT, "rm rules/part-exceeds-whole.yaml"),
        blocks={"yaml: id: part": write("rules/part-exceeds-whole.yaml")},
        after=("checker test",),
    ),
    "docs/rules.md": Page(where="checkout", blocks={"text": rule_is_explained}),
    "docs/vocabularies.md": Page(),
    "docs/known-findings.md": Page(
        blocks={
            "yaml": left_out("an entry that `checker accept` writes: tests/baseline/test_decisions.py has each row")
        }
    ),
    "docs/commands.md": Page(where="checkout", blocks={"text": help_is_shown}),
    "docs/tables.md": Page(
        blocks={
            "csv": write("counts.csv"),
            "yaml: tables:": is_file("tables.yaml"),
            "yaml: deaths:": replace_line("rules/properties.yaml"),
            "text": shows("beginning"),
        },
        exits={"checker check --output": 2},
    ),
    "docs/json.md": Page(),
    "docs/exchange.md": Page(
        before=_INIT,
        blocks={
            "json": write("highlights.json"),
            "yaml": is_file("claims/example-story/gazette-example-boats-put-out.yaml", beginning=True),
        },
    ),
    "docs/architecture.md": Page(blocks={"plain": left_out("a picture of the data flow")}),
    "examples/ci/README.md": Page(),
    "examples/ci/github/README.md": Page(
        before=("cp -r {checkout}/examples/ci/github/. .",),
        exits={"checker check --base main --only-new": (0, 1), "python": 1},
        after=(job("github", "star"),),
    ),
    "examples/ci/gitlab/README.md": Page(
        before=("cp -r {checkout}/examples/ci/gitlab/. .",),
        exits={"checker check --base main --only-new": (0, 1), "python": 1},
        after=(job("gitlab", "star"),),
    ),
    "examples/ci/pre-commit/README.md": Page(
        before=("cp -r {checkout}/examples/ci/pre-commit/. .",),
        blocks={"text": shows("some")},  # it also warns that REF is no number of a version
        exits={'git commit -q -m "The Morning Star"': 1, "pre-commit run": 1},
        installs=True,
    ),
    "examples/budget/README.md": Page(where="checkout"),
    "examples/flood/README.md": Page(where="checkout"),
    "examples/landslide/README.md": Page(where="checkout"),
}
