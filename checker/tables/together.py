"""One document for the articles and the tables of a project, in each format that can hold both."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

SEPARATE = ("html",)
"""Formats in which tables have a page of their own."""


def joined(format_: str, articles: str, tables: str) -> str:
    """The document of the articles with that of the tables in it; both are of one format."""
    if format_ in SEPARATE:
        return articles
    if format_ == "csv":
        return articles + tables.partition("\r\n")[2]
    if format_ == "junit":
        return _suites(articles, tables)
    if format_ in ("json", "gitlab", "sarif"):
        one, other = json.loads(articles), json.loads(tables)
        both = one + other if format_ == "gitlab" else _run(one, other) if format_ == "sarif" else {**one, **other}
        return json.dumps(both, indent=1, ensure_ascii=True) + "\n"
    return f"{articles}\n{tables}"


def _suites(articles: str, tables: str) -> str:
    root = ET.fromstring(articles)  # noqa: S314  # both are written by the checker itself
    for suite in ET.fromstring(tables):  # noqa: S314
        suite.set("name", "tables")
        root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _run(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """One run: code scanning takes one of a tool."""
    run, added = one["runs"][0], other["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    known = {rule["id"] for rule in rules}
    rules += [rule for rule in added["tool"]["driver"]["rules"] if rule["id"] not in known]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run["results"] += [{**each, "ruleIndex": index[each["ruleId"]]} for each in added["results"]]
    invocation, more = run["invocations"][0], added["invocations"][0]
    invocation["executionSuccessful"] = invocation["executionSuccessful"] and more["executionSuccessful"]
    invocation["toolConfigurationNotifications"] += more["toolConfigurationNotifications"]
    return one
