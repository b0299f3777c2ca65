"""What rules/rates.yaml says: what currencies are worth in each other, and what their signs stand for."""

from __future__ import annotations

from pydantic import Field

from checker.files.models import Day, Model, Text, Voice


class Rate(Model):
    """What one of a currency was worth in another, as bounds."""

    pair: Text = Field(
        description="The two currencies: one of the first is so many of the second.", examples=["USD/KES"]
    )
    period: Day = Field(description="The days on which it held.", examples=["2031-05", "2031-05-01/2031-06-30"])
    low: Text = Field(description="The lowest that it was.", examples=["128.5"])
    high: Text = Field(description="The highest that it was.", examples=["131"])
    source: Text = Field(description="Who says so.", examples=["the central bank, daily rates"])


class CurrencySign(Model):
    """Which currency a sign or a name stands for in the articles of a publisher or of a story."""

    sign: Text = Field(description="A sign or a name that several currencies go by.", examples=["$", "shillings"])
    currency: Text = Field(description="The code of the one that is meant.", examples=["AUD"])
    publisher: Voice | None = Field(default=None, description="In its articles.", examples=["The Example Courier"])
    story: Text | None = Field(default=None, description="In the articles of this story.", examples=["flood"])


class RateFile(Model):
    """rules/rates.yaml: what currencies are worth in each other, and what their signs stand for."""

    rates: tuple[Rate, ...] = Field(default=(), description="Rates, each with its days and its source.")
    signs: tuple[CurrencySign, ...] = Field(
        default=(), description="What a sign stands for. That of a publisher goes before that of a story."
    )
