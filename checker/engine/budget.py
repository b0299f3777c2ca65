"""How much work explanations may take, in steps: without a clock, so that the same input gives the same answer."""

from __future__ import annotations

from dataclasses import dataclass

RUN_STEPS = 40_000
COMPONENT_STEPS = 12_000


class OutOfSteps(Exception):
    """The budget is used up."""


@dataclass(slots=True)
class StepBudget:
    """Steps left for a run, and for the component in hand. A step is about a millisecond of work."""

    left: int = RUN_STEPS
    component: int = COMPONENT_STEPS

    def start(self, most: int = COMPONENT_STEPS) -> None:
        """A new component begins."""
        self.component = min(most, self.left)

    def spend(self, steps: int = 1) -> None:
        """Raises OutOfSteps where there is nothing left."""
        self.left -= steps
        self.component -= steps
        if self.component < 0:
            raise OutOfSteps
