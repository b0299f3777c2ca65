"""Kills commands that write, at random moments, and looks for files that are torn or sets of files that are half there.

Each round starts from a project as it should be, kills one of init, import, schema, accept, new, rename, merge and the
saving of a claim with its entity and a call, as the desk does it, and then looks at what is left: every file must hold
what it held before or what it should hold now; and once the command is run again, all must be as if nobody had been
killed, without anything left behind.

Each command is a process of its own, forked from this one, which has imported all that they need: so most of their time
is that of their work.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from common import ROOT

sys.path.insert(0, str(ROOT))
from checker import cli  # of this checkout
from checker.edits.articles import add_claim, open_article
from checker.edits.change import apply, joined
from checker.edits.entities import add_entity
from checker.edits.ring_up import set_call
from checker.files.together import finish_interrupted

ROUNDS = 1_000
ENTITIES = "flood: {kind: event}\nteam: {part_of: flood}\n"
ARTICLE = """\
source: {{publisher: {publisher}, published: 2031-05-04}}
claims:
  - {{id: size, subject: team, property: size, value: {value}}}
"""
TEXT = (
    "About 40 people were hurt on 4 May 2031, the mayor said. At least 12 houses fell, and 300 are without water.\n"
    * 20
)
ROWS = 40

CODE = ("code",)
"""Not a command of checker: what the desk does when a claim is saved."""

Contents = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Round:
    """A command, what it starts from, and the exit statuses of running it again after it was killed."""

    command: tuple[str, ...]
    prepare: Callable[[Path], None]
    again: tuple[int, ...]


def contents(folder: Path) -> Contents:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def done(command: tuple[str, ...]) -> int:
    """The exit status of a command of checker, or of what the desk does."""
    return code_claim(Path()) if command == CODE else cli.main(list(command))


def code_claim(root: Path) -> int:
    """Save a claim as the desk does, with a new entity and a call, as one change; 2 where that is refused."""
    finish_interrupted(root)
    file, _ = open_article(root, "claims/flood/courier.yaml")
    assert file is not None
    claim = {"id": "new", "subject": "boat", "property": "size", "value": "7"}
    made = [
        add_entity(root, "flood", "boat", {"kind": "boat"}),
        add_claim(file, claim),
        set_call(root, "flood | boat size | courier", {"state": "asked"}),
    ]
    changes = [change for change, _ in made if change is not None]
    if len(changes) < len(made):
        return 2
    return 0 if apply(root, joined("code", changes)).is_written else 2


def begun(folder: Path, command: tuple[str, ...]) -> int:
    """The id of a process that runs a command in a folder, and says nothing."""
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        status = done(command)
    finally:
        os._exit(status)


def run(folder: Path, *command: str) -> int:
    """The exit status of a command that nobody kills."""
    return os.waitstatus_to_exitcode(os.waitpid(begun(folder, command), 0)[1])


def nothing(folder: Path) -> None:
    folder.mkdir()


def project(folder: Path) -> None:
    """Two articles that disagree, with the standard rules."""
    folder.mkdir()
    run(folder, "init")
    shutil.rmtree(folder / "claims")
    story = folder / "claims" / "flood"
    story.mkdir(parents=True)
    (story / "entities.yaml").write_text(ENTITIES)
    for publisher, value in (("Courier", 3), ("Herald", 5)):
        (story / f"{publisher.lower()}.yaml").write_text(ARTICLE.format(publisher=publisher, value=value))
    (folder / "text.txt").write_text(TEXT)
    head = "article,source.publisher,source.published,id,subject,property,value\n"
    rows = (f"flood/paper-{n:02},Paper {n},2031-05-04,size,team,size,{3 + n % 2}\n" for n in range(ROWS))
    (folder / "claims.csv").write_text(head + "".join(rows))


def without_schemas(folder: Path) -> None:
    project(folder)
    for schemas in list(folder.rglob(".schemas")):
        shutil.rmtree(schemas)


def named(folder: Path) -> None:
    """With findings that are accepted, so that a new id is written into accepted.yaml too."""
    project(folder)
    run(folder, "accept", "--all", "--reason", "both stand by it")


COMMANDS = {
    "init": Round(("init",), nothing, (0, 2)),
    "schema": Round(("schema",), without_schemas, (0,)),
    "import": Round(("import", "csv", "claims.csv", "--update"), project, (0,)),
    "accept": Round(("accept", "--all", "--reason", "both stand by it"), project, (0,)),
    "new": Round(
        ("new", "text.txt", "--name", "mayor", "--publisher", "Post", "--published", "2031-05-05"), project, (0, 2)
    ),
    "rename": Round(("rename", "entity", "team", "first-team"), named, (0, 2)),
    "merge": Round(("merge", "entities", "team", "flood"), named, (0, 2)),
    "code": Round(CODE, project, (0, 2)),
}


def killed(folder: Path, command: tuple[str, ...], after: float) -> bool:
    """Whether a command was killed before its end."""
    child = begun(folder, command)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def wrong(before: Contents, left: Contents, after: Contents) -> list[str]:
    """Files that hold neither what they held nor what they should."""
    seen = {name: text for name, text in left.items() if not name.rpartition("/")[2].startswith(".") or name in after}
    torn = [name for name, text in seen.items() if text not in (before.get(name), after.get(name))]
    return torn + [name for name in before if name not in left and name in after]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="kills, of all commands together")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", nargs="+", choices=[*COMMANDS], default=[*COMMANDS], help="of all commands, these")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as name:  # what the commands import is imported once, here
        warm(Path(name))
    draw = random.Random(options.seed)
    print(f"seed {options.seed}")
    bad: list[str] = []
    kills = amid = 0
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        top = Path(name)
        models: dict[str, tuple[Contents, Contents, float]] = {}
        for which in options.only:
            models[which] = model_of(COMMANDS[which], top / which)
        while kills < options.rounds:
            which = draw.choice(options.only)
            each, (before, after, lasts) = COMMANDS[which], models[which]
            folder = top / "desk"
            shutil.copytree(top / which / "before", folder)
            # mostly towards the end, where it writes
            if killed(folder, each.command, lasts * draw.triangular(0.2, 1.1, 0.95)):
                kills += 1
                left = contents(folder)
                amid += left not in (before, after)
                bad += [f"{which}: {file} is torn" for file in wrong(before, left, after)]
                status = run(folder, *each.command)
                if status not in each.again or contents(folder) != after:
                    bad.append(f"{which}: run again, it ended with {status}, and not all is as it should be")
                if kills % 100 == 0:
                    print(f"{kills:,} kills, {len(bad)} bad", flush=True)
            shutil.rmtree(folder)
    print(f"{kills:,} kills, {amid:,} of them while files were being written")
    for line in bad[:20]:
        print(line)
    print(f"torn files, or sets of files half there: {len(bad)}, wanted at most 0: {'FAILED' if bad else 'ok'}")
    return 1 if bad else 0


def warm(folder: Path) -> None:
    """Run each command once in this process, so that those forked from it need not import anything."""
    kept, streams = Path.cwd(), [os.dup(stream) for stream in (1, 2)]
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    for which, each in COMMANDS.items():
        each.prepare(folder / which)
        os.chdir(folder / which)
        done(each.command)
        os.chdir(kept)
    for stream, own in zip((1, 2), streams, strict=True):
        os.dup2(own, stream)


def model_of(each: Round, folder: Path) -> tuple[Contents, Contents, float]:
    """What a command starts from, what it leaves, and how many seconds it takes."""
    folder.mkdir()
    each.prepare(folder / "before")
    shutil.copytree(folder / "before", folder / "after")
    began = time.perf_counter()
    status = run(folder / "after", *each.command)
    assert status == 0, (each.command, status)
    return contents(folder / "before"), contents(folder / "after"), time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
