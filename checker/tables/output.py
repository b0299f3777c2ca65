"""The findings of tables as files: findings, the evidence beside them, and the rows that were left out."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from checker.tables.outcome import Outcome, aside_select, evidence_select, findings_select

ENDINGS = (".parquet", ".csv")


def beside(file: str, what: str) -> str:
    """The file of something that belongs to the findings: evidence.parquet for findings.parquet."""
    path = PurePosixPath(file)
    stem = path.stem.replace("findings", what) if "findings" in path.stem else f"{path.stem}-{what}"
    head = file[: len(file) - len(path.name)]
    return f"{head}{stem}{path.suffix}"


def write_findings(outcome: Outcome, file: str) -> list[str]:
    """Write all that was found; returns the files. Raises OSError."""
    nested = file.endswith(".parquet")
    written = {
        file: findings_select(outcome),
        beside(file, "evidence"): evidence_select(outcome, nested=nested),
        beside(file, "left-out"): aside_select(outcome),
    }
    for name, select in written.items():
        outcome.store.write(select, name)
    return list(written)


def refuse(file: Path) -> str:
    """What is wrong with a file to write to; "" where it can be."""
    if file.suffix not in ENDINGS:
        return f"{file.as_posix()}: expected a file that ends in .parquet or .csv"
    if "://" not in file.as_posix() and not file.parent.is_dir():
        return f"there is no folder {file.parent.as_posix()}"
    return ""
