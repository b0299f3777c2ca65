"""Editors that are set up as docs/editors.md says show the disagreements of an example."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")
SHOWN = "Radio Tavora has 520 (4 Mar), the district hospital (in Coastal Herald) 52"

pytestmark = pytest.mark.timeout(240)

NEOVIM = """\
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 100)
for _, each in ipairs(vim.diagnostic.get(0)) do io.stdout:write(each.lnum .. " " .. each.message .. "\\n") end
vim.cmd("qa!")
"""
EMACS = """\
(setq eglot-sync-connect t eglot-connect-timeout 60)
(find-file (car command-line-args-left))
(call-interactively #'eglot)
(flymake-mode 1)
(let ((end (+ (float-time) 60)))
  (while (and (< (float-time) end) (null (flymake-diagnostics)))
    (accept-process-output nil 0.2)
    (flymake-start)))
(dolist (each (flymake-diagnostics))
  (princ (format "%d %s\n" (1- (line-number-at-pos (flymake-diagnostic-beg each))) (flymake-diagnostic-text each))))
(eglot-shutdown-all)
(kill-emacs 0)
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article of an example that disagrees with another one, and `checker` on the path."""
    shutil.copytree(ROOT / "examples" / "landslide", tmp_path / "desk")
    command = tmp_path / "bin" / "checker"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path / "desk")
    return Path("claims/tavora/radio-4-march.yaml")


def lines(command: list[str]) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, stdin=subprocess.DEVNULL)
    return [line for line in done.stdout.splitlines() if line[:1].isdigit()] or [done.stdout + done.stderr]


def neovims() -> list[str]:
    """Those that are here: the one that CHECKER_NEOVIM names (.ci/run gets a newer one), and that of the system."""
    named, own = os.environ.get("CHECKER_NEOVIM"), shutil.which("nvim")
    return [path for path in (named, own) if path]


@pytest.mark.skipif(not neovims(), reason="Neovim is not installed")
@pytest.mark.parametrize("nvim", neovims())
def test_neovim(nvim: str, article: Path, tmp_path: Path) -> None:
    told = subprocess.run([nvim, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"v(\d+)\.(\d+)", told)
    assert version is not None
    newer, older = blocks("lua")
    (tmp_path / "init.lua").write_text(newer if (int(version[1]), int(version[2])) >= (0, 11) else older)
    (tmp_path / "wait.lua").write_text(NEOVIM)
    command = [nvim, "--headless", "-u", str(tmp_path / "init.lua"), str(article)]
    (shown,) = lines([*command, "-c", f"luafile {tmp_path / 'wait.lua'}"])
    assert shown.startswith("10 ")
    assert SHOWN in shown


@pytest.mark.skipif(shutil.which("emacs") is None, reason="Emacs is not installed")
def test_emacs(article: Path, tmp_path: Path) -> None:
    (elisp,) = blocks("elisp")
    (tmp_path / "init.el").write_text(f"(package-initialize)\n{elisp}(require 'eglot)\n")
    (tmp_path / "drive.el").write_text(EMACS)
    command = ["emacs", "-q", "-batch", "-l", str(tmp_path / "init.el"), "-l", str(tmp_path / "drive.el")]
    (shown,) = lines([*command, str(article)])
    assert shown.startswith("10 ")
    assert SHOWN in shown
