"""Pages of the docs, as a reader follows them: files are written, commands are run, and what they print is compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PEOPLE = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
_BLOCK = re.compile(r"^```(console|yaml|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """What a page shows behind a command, and what the command printed."""

    command: str
    shown: str
    printed: str


class Reader:
    """Follows a page in a folder. A `cd` lasts, as in a terminal; the commands are those of this Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        own = folder / ".bin"
        own.mkdir()
        command = own / "checker"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n')
        command.chmod(0o755)
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in ("CI", "GITHUB_ACTIONS")},
            "PATH": f"{own}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).parent.parent),
            **{
                f"GIT_{who}_{what}": "desk@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
            },
        }

    def run(self, command: str) -> str:
        """What a command prints. A command that fails, fails the test."""
        if command.startswith("cd "):
            self.folder /= command[3:]
            return ""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # as a terminal shows them
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, f"$ {command}\n{done.stdout}"
        assert "Traceback" not in done.stdout, done.stdout
        return done.stdout

    def follow(self, page: str) -> Iterator[Shown]:
        """Block by block: a file begins with its name, a comment in it; text behind commands is what they print."""
        commands, printed = "", ""
        for language, text in _BLOCK.findall(page):
            if language == "yaml":
                file = self.folder / text.partition("\n")[0].removeprefix("# ")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            elif language == "console":
                commands = text
                printed = "".join(self.run(line.removeprefix("$ ")) for line in text.splitlines())
            else:
                yield Shown(commands, text, printed)
