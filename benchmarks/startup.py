"""How long a check of the repository's own five articles takes, start-up included.

Against a process that only imports the three libraries which every check needs. Also: `checker --help` must
not import anything heavy.
"""

from __future__ import annotations

import argparse
import json

from common import CHECKER, PYTHON, compare, run, verdict

WANTED = 2.0
HEAVY = ("pydantic", "yaml", "duckdb", "highspy", "numpy")
IMPORTS = [PYTHON, "-c", "import pydantic, yaml, duckdb"]
NOTHING = [PYTHON, "-c", "pass"]
HELP_MODULES = f"""
import contextlib, io, json, sys
from checker.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(["--help"])
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--imports", action="store_true", help="show the slowest imports of a check")
    options = parser.parse_args()
    if options.imports:
        _show_imports()
        return 0
    check = [*CHECKER, "check", "--no-cache", "."]
    found = compare(lambda: run(check, (0, 1)).wall, lambda: run(IMPORTS).wall, options.runs)
    print(f"checker check, five articles, against imports of pydantic, yaml, duckdb: {found}")
    processor = compare(lambda: run(check, (0, 1)).cpu, lambda: run(IMPORTS).cpu, options.runs)
    print(f"  the same in processor time: {processor}")
    helped = compare(lambda: run([*CHECKER, "--help"]).wall, lambda: run(NOTHING).wall, options.runs)
    print(f"checker --help against an empty Python: {helped}")
    imported = json.loads(run([PYTHON, "-c", HELP_MODULES]).output)
    print(f"checker --help imports {', '.join(imported) or 'none'} of {', '.join(HEAVY)}")
    print(verdict("startup", found.ratio, WANTED))
    return 1 if imported or found.ratio > WANTED else 0


def _show_imports() -> None:
    import subprocess

    from common import ROOT

    command = [PYTHON, "-X", "importtime", "-m", "checker", "check", "."]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr
    rows = [line.removeprefix("import time:").split("|") for line in text.splitlines() if "|" in line][1:]
    for _, cumulative, name in sorted(rows, key=lambda row: -int(row[1]))[:25]:
        print(f"{int(cumulative) / 1000:8.1f} ms  {name.strip()}")


if __name__ == "__main__":
    raise SystemExit(main())
