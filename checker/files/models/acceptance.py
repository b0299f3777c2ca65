"""What is known of a finding: accepted.yaml."""

from pydantic import Field

from checker.files.models.base import Day, Flag, Model, OneOrMore, Text


class Acceptance(Model):
    """An entry of accepted.yaml, under the id of a finding. `checker accept` writes it."""

    rule: Text = Field(description="The rule that the claims break.", examples=["parts-do-not-add-up"])
    statements: OneOrMore = Field(
        default=(),
        description="What is known of it: side | figure | voice | moment | hash of the value. Another makes it new.",
        examples=[["higher | flood killed | courier | 2031-05-04 | 8ad618f7"]],
    )
    echoes: OneOrMore = Field(default=(), description="The same of what follows from it.")
    open: Flag = Field(
        default=False, description="true: these voices may differ in this direction, however often (`accept --open`)."
    )
    voices: OneOrMore = Field(
        default=(),
        description="Only what these voices say against each other is accepted (`accept --voices`).",
        examples=[["the ministry", "the institute"]],
    )
    others: Flag = Field(default=False, description="true: other voices may join (`accept --others`).")
    claims: OneOrMore = Field(
        default=(), description="Of the first edition: `checker accept --migrate` carries it over."
    )
    content: Text | None = Field(
        default=None,
        description="Of the first edition: `checker accept --migrate` carries it over.",
        examples=["8ad618f72f1c04d1 0b5c77d1e09a04d1"],
    )
    message: Text | None = Field(
        default=None, description="What the finding said when it was accepted.", examples=["400 is more than 396"]
    )
    reason: Text = Field(description="Why it may stay.", examples=["The desk is asking"])
    until: Day | None = Field(default=None, description="The last day for which that holds.", examples=["2031-06-30"])
    by: Text | None = Field(default=None, description="Who accepted it.", examples=["the news desk"])
