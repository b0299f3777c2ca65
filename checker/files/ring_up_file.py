"""What ring-up.yaml says: whom a desk rings up about which figure, and what came of it. No rule reads it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from checker.files.models import Day, Model, Text

TO_ASK, ASKED, ANSWERED, CORRECTED = "to ask", "asked", "answered", "corrected"
CALL_STATES = (TO_ASK, ASKED, ANSWERED, CORRECTED)
PARTS = "story | figure | voice"

CallState = Literal["to ask", "asked", "answered", "corrected"]


class CallEntry(Model):
    """An entry of ring-up.yaml, under the story, the figure and the voice that is rung up about it."""

    state: CallState = Field(
        description="to ask; asked, and no answer yet; answered: they stand by it, or do not know; corrected: they "
        "have corrected it."
    )
    on: Day | None = Field(default=None, description="The day of that.", examples=["2031-05-04"])
    by: Text | None = Field(default=None, description="Who asks.", examples=["Jo"])
    finding: Annotated[Text, Field(pattern="^[0-9a-f]{10}$")] | None = Field(
        default=None, description="The id of the finding that it is about.", examples=["6f0f9109e9"]
    )
    note: Text | None = Field(default=None, description="What they said.", examples=["they counted two lists"])
