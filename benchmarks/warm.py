"""A check of an unchanged corpus of 2,000 articles: the kept answer against a new check, and against `import yaml`."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from common import CHECKER, PYTHON, compare, environment, run, verdict
from many_files import write_corpus

WANTED = 3.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="warm-") as name:
        folder = Path(name)
        write_corpus(folder / "project", options.articles)
        (folder / "cache").mkdir(mode=0o700)
        os.environ["CHECKER_CACHE_DIR"] = environment["CHECKER_CACHE_DIR"] = str(folder / "cache")
        check = [*CHECKER, "check", str(folder / "project")]
        said = run(check, (0, 1)).output
        assert run(check, (0, 1)).output == said
        cold = compare(lambda: run([*check, "--no-cache"], (0, 1)).wall, lambda: run(check, (0, 1)).wall, options.runs)
        print(f"a new check against the kept answer: {cold}")
        bare = compare(lambda: run(check, (0, 1)).wall, lambda: run([PYTHON, "-c", "import yaml"]).wall, options.runs)
        print(f"the kept answer against `import yaml`: {bare}")
        print(verdict("warm", bare.ratio, WANTED))
        return int(bare.ratio > WANTED)


if __name__ == "__main__":
    raise SystemExit(main())
