"""Shows where the sources of a story disagree.

    corpus = checker.load(["."])
    report = checker.check(corpus)

Both are imported when first used, so that `import checker` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.corpus.loader import load as load
    from checker.engine.check import check as check

__all__ = ["__version__", "check", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "load":
        from checker.corpus.loader import load

        return load
    if name == "check":
        from checker.engine.check import check

        return check
    raise AttributeError(f"module 'checker' has no attribute {name!r}")
