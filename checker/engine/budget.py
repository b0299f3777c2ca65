"""How much work explanations may take, in steps.

The engine has no clock, so that the same input gives the same answer on every machine.
"""

from __future__ import annotations

from msgspec import Struct

RUN_STEPS = 40_000
COMPONENT_STEPS = 10_000
GRACE = 2_000


class OutOfSteps(Exception):
    """The budget is used up."""


class StepBudget(Struct):
    """Steps left for a run, and for the component in hand. A step is about a millisecond of work."""

    left: int = RUN_STEPS
    most: int = COMPONENT_STEPS
    component: int = COMPONENT_STEPS

    def start(self) -> None:
        """A new component begins."""
        self.component = min(self.most, self.left)

    def finish(self) -> None:
        """A component has used up its steps: so many more are left to show what was found."""
        self.component = GRACE

    def spend(self, steps: int = 1) -> None:
        """Raises OutOfSteps where there is nothing left."""
        self.left -= steps
        self.component -= steps
        if self.component < 0:
            raise OutOfSteps
