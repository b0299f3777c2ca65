"""Claims from other tools' files, and for them: one module a format, each with `read`, `write` or both."""

IMPORTS = {
    "csv": "checker.exchange.csv",
    "xlsx": "checker.exchange.xlsx",
    "claimreview": "checker.exchange.claimreview",
    "annotations": "checker.exchange.annotations",
    "ged": "checker.exchange.ged",
}
EXPORTS = {name: module for name, module in IMPORTS.items() if name != "ged"}
