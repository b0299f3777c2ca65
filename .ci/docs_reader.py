"""How pages are followed: blocks are read from Markdown, files are written, commands are run, outputs are compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```|^((?:    (?:checker|make|pip|cd) [^\n]*\n)+)", re.MULTILINE | re.DOTALL)
_VARYING = re.compile(r"\b[0-9a-f]{7} \(\d{4}-\d\d-\d\d\)")  # a commit and its day
_INLINE = re.compile(r"`(?:\$ )?checker ([^`]+)`")
_SECONDS = 1200  # for one command, on a machine with other work


class WrongError(Exception):
    """What a page says does not hold."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page: its language (`indented` for lines that are set in), its text and the line before it."""

    language: str
    text: str
    before: str = ""

    @property
    def name(self) -> str:
        return f"{self.language} block {next(iter(self.text.splitlines()), '')[:60]!r}"


Treatment = Callable[["Reading", Block], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a page is followed.

    `where` is the folder: `empty`, or `checkout`, a clone of this repository. `before` are commands that the page
    takes for granted. `blocks` says what becomes of a block that has these words (`language`, or `language: words of
    it`); the first that fits counts, and without one commands are run, files written and outputs compared.
    `exits` has the exit status of commands that are meant to fail, or one for each time that such a command is run.
    A page that `installs` is followed alone.
    """

    where: str = "empty"
    before: tuple[str, ...] = ()
    blocks: Mapping[str, Treatment] = field(default_factory=dict)
    exits: Mapping[str, int | tuple[int, ...]] = field(default_factory=dict)
    installs: bool = False
    after: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Machine:
    """A machine that has Python, git, make and bash; `bin` is that of the environment into which the checker goes."""

    scratch: Path
    checkout: Path

    @property
    def bin(self) -> Path:
        return self.scratch / "venv" / "bin"

    def install(self) -> None:
        """A fresh environment, and the line of README.md that installs the checker."""
        subprocess.run(["python3", "-m", "venv", self.scratch / "venv"], check=True)
        self.sh("pip install --quiet .", self.checkout)

    def versions(self) -> str:
        listed = self.sh("pip list --format=freeze", self.checkout)
        return " ".join(line for line in listed.splitlines() if not line.startswith(("pip=", "setuptools=")))

    def sh(self, command: str, folder: Path, status: int = 0, own: Path | None = None) -> str:
        """What a terminal shows of a line. Raises WrongError where it ends otherwise than with this status.

        `own` is the `bin` of another environment than the one that README.md installs into.
        """
        kept = ("HOME", "LANG", "LC_ALL", "TMPDIR")
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in kept or name.startswith(("PIP_", "npm_config_"))
        }
        environment |= {
            "PATH": f"{own or self.bin}{os.pathsep}{os.environ['PATH']}",
            "BROWSER": "true",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_COMPILE": "1",  # which takes longer than what is run here
            "CHECKER_CACHE_DIR": str(self.scratch / "cache"),
            # where docs/install.md has the address of one's own copy, git takes this clone
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.file://{self.checkout}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://YOUR-HOST/YOUR-COPY.git",
            "PRE_COMMIT_HOME": str(self.scratch / "pre-commit"),
        }
        for who in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{who}_NAME": "desk", f"GIT_{who}_EMAIL": "desk@example.org"}
        try:
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,  # as on a terminal
                text=True,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise WrongError(f"$ {command}\nit has not ended after {_SECONDS} s") from None
        if done.returncode != status or "Traceback (most recent" in done.stdout:
            raise WrongError(f"$ {command}\n{done.stdout[-4000:]}exit status {done.returncode}")
        return done.stdout

    def read(self, name: str, page: Page) -> Reading:
        """Follow a page to its end."""
        folder = self.scratch / "pages" / name.replace("/", "-")
        if page.where == "checkout":
            shutil.copytree(self.checkout, folder, symlinks=True)
        else:
            folder.mkdir(parents=True)
        reading = Reading(machine=self, page=page, name=name, root=folder)
        text = (self.checkout / name).read_text("utf-8")
        for command in page.before:
            reading.run(command.replace("{checkout}", str(self.checkout)))
        for block in blocks(text):
            reading.follow(block)
        for command in page.after:
            reading.run(command.replace("{checkout}", str(self.checkout)))
        inline_commands(text, self)
        return reading


@dataclass(kw_only=True)
class Reading:
    """Somebody who follows a page: the folder of their terminal, and what was printed last."""

    machine: Machine
    page: Page
    name: str
    root: Path
    folder: Path = Path()
    printed: str = ""
    commands: int = 0
    compared: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    own: Path | None = None
    times: dict[str, int] = field(default_factory=dict)

    @property
    def here(self) -> Path:
        return self.root / self.folder

    def follow(self, block: Block) -> None:
        for key, treatment in self.page.blocks.items():
            language, _, words = key.partition(": ")
            if block.language == language and words in block.text:
                return treatment(self, block)
        if block.language in ("console", "indented", "bash"):
            return self.type(block)
        if block.language == "python":
            return self.run_python(block)
        if block.language == "yaml" and re.match(r"# [\w/.-]+\.yaml\n", block.text):
            return write(None)(self, block)
        if block.language == "text":
            return self.compare(block.text)
        raise WrongError(f"{block.name}: .ci/docs_pages.py says neither how it is followed nor why it is not")

    def type(self, block: Block) -> None:
        """Type the commands of a block; lines without `$` in it are what the command before them prints."""
        self.printed = ""
        for line, shown in commands(block):
            printed = self.run(line)
            if shown and printed != shown:
                raise WrongError(f"$ {line}\nprints\n{printed}and the page shows\n{shown}")
            self.compared += bool(shown)

    def run(self, line: str) -> str:
        self.commands += 1
        if line.startswith("cd "):
            self.folder /= line[3:]
            return ""
        part = next((part for part in self.page.exits if line.startswith(part)), "")
        status = self.page.exits.get(part, 0)
        if isinstance(status, tuple):
            status = status[self.times.get(part, 0)]
            self.times[part] = self.times.get(part, 0) + 1
        printed = self.machine.sh(line, self.here, status, self.own)
        self.printed += printed
        return printed

    def run_python(self, block: Block) -> None:
        script = self.here / ".page.py"
        script.write_text(block.text, "utf-8")
        self.run("python .page.py")
        script.unlink()

    def compare(self, shown: str, part: str = "all") -> None:
        """What was printed last is what the page shows: `all` of it, or its `beginning`, its `end`, `some` of it."""
        want, printed = _VARYING.sub("COMMIT", shown), _VARYING.sub("COMMIT", self.printed)
        holds = {
            "all": printed == want,
            "beginning": printed.startswith(want),
            "end": printed.endswith(want),
            "some": want in printed,
        }[part]
        if not holds:
            raise WrongError(f"the page shows ({part})\n{want}and printed is\n{printed}")
        self.compared += 1


def blocks(page: str) -> Iterator[Block]:
    for found in _FENCED.finditer(page):
        language, fenced, indented = found.groups(default="")
        before = page[: found.start()].rpartition("\n\n")[2].rstrip("\n").rpartition("\n")[2]
        if indented:
            yield Block("indented", "".join(f"$ {line.strip()}\n" for line in indented.splitlines()), before)
        else:
            yield Block(language or "plain", fenced, before)


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each command, and what stands below it up to the next one."""
    if block.language == "bash":
        yield block.text, ""
        return
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        yield line, shown


def write(path: str | None) -> Treatment:
    """Write a block to a file: this one, or the one that its first line names."""

    def treatment(reading: Reading, block: Block) -> None:
        name = path or block.text.partition("\n")[0].removeprefix("# ")
        file = reading.here / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, "utf-8")

    return treatment


def append(path: str) -> Treatment:
    """Add the lines of a block to a file."""

    def treatment(reading: Reading, block: Block) -> None:
        with (reading.here / path).open("a", encoding="utf-8") as file:
            file.write(block.text)

    return treatment


def replace_line(path: str) -> Treatment:
    """Put the block, which is one line, in place of the line of a file that has the same key."""

    def treatment(reading: Reading, block: Block) -> None:
        file = reading.here / path
        key = block.text.partition(":")[0]
        text, number = re.subn(rf"^{key}: .*\n", block.text, file.read_text("utf-8"), flags=re.MULTILINE)
        if number != 1:
            raise WrongError(f"{path} has {number} lines with {key}")
        file.write_text(text, "utf-8")

    return treatment


def is_file(path: str, *, beginning: bool = False) -> Treatment:
    """A command has written this file as the block shows it, or its beginning."""

    def treatment(reading: Reading, block: Block) -> None:
        text = (reading.here / path).read_text("utf-8")
        if (text[: len(block.text)] if beginning else text) != block.text:
            raise WrongError(f"{path} is\n{text}and the page shows\n{block.text}")
        reading.compared += 1

    return treatment


def shows(part: str) -> Treatment:
    """The `beginning`, the `end` or `some` of what was printed last."""
    return lambda reading, block: reading.compare(block.text, part)


def prints(command: str, part: str = "some") -> Treatment:
    """The block is what this command prints."""

    def treatment(reading: Reading, block: Block) -> None:
        reading.printed = ""
        reading.run(command)
        reading.compare(block.text, part)

    return treatment


def after(*lines: str, then: Treatment | None = None) -> Treatment:
    """These commands first: what the words before the block ask the reader to do. Then the block."""

    def treatment(reading: Reading, block: Block) -> None:
        reading.printed = ""
        for line in lines:
            reading.run(line)
        if then is not None:
            then(reading, block)
        else:
            reading.type(block)

    return treatment


def in_fresh_environment(reading: Reading, block: Block) -> None:
    """The commands of the block, in an environment that has nothing; after them there is a `checker`."""
    environment = reading.root / f".venv-{reading.commands}"
    reading.machine.sh(f"python3 -m venv {environment}", reading.root)
    own, reading.own = reading.own, environment / "bin"
    reading.type(block)
    reading.run(f"{environment}/bin/checker doctor")
    reading.own = own


def left_out(reason: str) -> Treatment:
    """Not followed here, and why."""

    def treatment(reading: Reading, block: Block) -> None:
        reading.left_out[block.name] = reason

    return treatment


def only(part: Callable[[str], bool], reason: str) -> Treatment:
    """Of a block the commands for which this holds; why the others are not run."""

    def treatment(reading: Reading, block: Block) -> None:
        reading.printed = ""
        for line, _ in commands(block):
            if part(line):
                reading.run(line)
            else:
                reading.left_out[line] = reason

    return treatment


@cache
def _help(checker: Path, command: str) -> str | None:
    done = subprocess.run([checker, *command.split(), "--help"], capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


def inline_commands(page: str, machine: Machine) -> None:
    """Each command within a sentence exists, and has the options that are named. Raises WrongError."""
    for said in _INLINE.findall(page):
        words = re.findall(r"[\w-]+", said)
        if words[0].startswith("-"):
            continue
        of_command = _help(machine.bin / "checker", words[0])
        if of_command is None:
            raise WrongError(f"`checker {said}`: there is no such command")
        is_pair = len(words) > 1 and not words[1].startswith("-")  # an option would take --help for its file
        of_pair = _help(machine.bin / "checker", f"{words[0]} {words[1]}") if is_pair else None
        text = f"{of_command}{of_pair or ''}"
        for option in re.findall(r"(?<!\S)--[a-z-]+", said):
            if not re.search(rf"{option}\b", text):
                raise WrongError(f"`checker {said}`: it has no option {option}")
