"""New models of the solver, HiGHS, made without a word on standard output."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

_STANDARD_OUTPUT = 1


def new_model(options: Mapping[str, object]) -> Any:
    """An empty model with these options."""
    import highspy

    with _nothing_printed():
        model: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy has stubs for a part of it only
    for name, value in options.items():
        model.setOptionValue(name, value)
    return model


@contextlib.contextmanager
def _nothing_printed() -> Iterator[None]:
    """HiGHS 1.16 prints a banner when the first model is made, before it can be told not to: that goes nowhere."""
    try:
        kept = os.dup(_STANDARD_OUTPUT)
    except OSError:  # closed: nothing can be printed
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STANDARD_OUTPUT)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, _STANDARD_OUTPUT)
        os.close(kept)
