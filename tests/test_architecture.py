"""Who may import whom, and how large a module may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "checker"

# a module may import those on its line and nothing else of the project
ALLOWED: dict[str, str] = {
    "": "",
    "problems": "",
    "addresses": "",
    "memory": "",
    "writing": "",
    "quoting": "",
    "dates": "quoting",
    "units": "",
    "amounts": "quoting units",
    "values": "amounts dates problems quoting",
    "model": "",
    "yaml_mistakes": "problems",
    "yaml_source": "problems yaml_mistakes",
    "yaml_text": "yaml_source",
    "validate": "problems yaml_source",
    "corpus": "dates model problems relation texts values yaml_source",
    "texts": "values extract",
    "extract": "addresses",
    "relation": "model problems values",
    "vocabulary": "model corpus problems units values yaml_source",
    "resolve": "addresses corpus dates model problems texts values yaml_source",
    "folders": "problems",
    "reading": "problems yaml_source",
    "assemble": (
        "addresses corpus dates findings folders model problems reading relation resolve "
        "validate values vocabulary yaml_source"
    ),
    "loader": "assemble corpus folders memory reading",
    "engine": "",
    "engine.duckdb": "engine",
    "engine.sqlite": "engine",
    "tables": "corpus dates engine model values",
    "findings": "corpus dates model values",
    "look": "relation",
    "falls": "engine",
    "ground": "engine falls look model relation tables",
    "evidence": "corpus dates engine findings tables",
    "judge": "findings ground model relation",
    "words": "corpus dates findings ground judge model relation",
    "propagate": "",
    "system": "findings ground judge propagate relation values",
    "solve": "findings system",
    "disputes": "corpus evidence findings ground judge model relation solve system words",
    "uncompared": "corpus dates evidence findings ground relation tables words",
    "pipeline": ("corpus disputes engine evidence findings ground judge look memory relation tables uncompared words"),
    "known": "corpus findings",
    "standing": "corpus findings folders known",
    "focus": "corpus findings",
    "accepted": "yaml_text corpus dates findings writing yaml_source",
    "git": "problems",
    "base": "corpus findings folders git known loader pipeline recheck standing values",
    "cache": ". folders writing",
    "derive": "addresses corpus dates findings ground judge model relation words",
    "selftest": "model corpus findings pipeline problems resolve words yaml_source",
    "scaffold": "coding coding.schema_files folders",
    "reports": "findings",
    "reports.advice": "corpus findings reports words",
    "reports.gate": "corpus dates findings folders reports words",
    "reports.text": "corpus dates findings reports reports.advice reports.gate uncompared words",
    "reports.json": "corpus dates findings reports words",
    "reports.sarif": ". corpus derive findings problems reports reports.gate reports.markdown words",
    "reports.junit": "findings reports reports.gate",
    "reports.github": "findings reports reports.gate words",
    "reports.gitlab": "findings reports reports.gate",
    "reports.markdown": "findings reports reports.gate words",
    "reports.csv": "dates findings reports words",
    "reports.plots": "dates words",
    "reports.parts": "reports.plots",
    "reports.view": (
        "addresses coding.anchors coding.coverage corpus dates derive findings focus judge model reports "
        "reports.advice reports.parts reports.plots reports.gate tables texts words"
    ),
    "reports.html": ". derive findings model problems reports reports.gate reports.view",
    "serve": "focus folders loader pipeline reports.html standing",
    "output": "findings reports writing",
    "exchange": "",
    "exchange.drafts": "addresses corpus problems yaml_source",
    "exchange.layout": "yaml_text exchange.drafts reports yaml_source",
    "exchange.edit": "exchange.drafts exchange.layout yaml_source",
    "exchange.decode": "problems",
    "exchange.sheet": "yaml_text exchange.drafts exchange.layout model problems quoting yaml_source",
    "exchange.csv": "exchange.decode exchange.drafts exchange.sheet problems",
    "exchange.xlsx": "exchange.drafts exchange.sheet problems",
    "exchange.json_source": "problems yaml_source",
    "exchange.jsonld": "exchange.json_source problems yaml_source",
    "exchange.claimreview": (
        "addresses corpus dates exchange.decode exchange.drafts exchange.json_source exchange.jsonld "
        "model problems yaml_source"
    ),
    "exchange.annotations": (
        "addresses coding.anchors corpus exchange.decode exchange.drafts exchange.json_source exchange.jsonld problems"
    ),
    "exchange.ged": "dates exchange.csv exchange.drafts exchange.sheet problems quoting",
    "exchange.bring": (
        "assemble exchange.drafts exchange.edit exchange.layout exchange.sheet folders loader problems reading values"
        " reports writing yaml_source yaml_text"
    ),
    "exchange.commands": (
        "exchange exchange.bring exchange.decode exchange.drafts exchange.sheet focus folders problems reports"
        " session writing"
    ),
    "session": "base cache corpus findings folders git loader output pipeline problems reports standing",
    "coding": "",
    "coding.moments": "dates",
    "coding.mentions": "coding.moments dates values",
    "coding.anchors": "texts problems yaml_source",
    "coding.coverage": "resolve coding.anchors coding.mentions corpus texts values",
    "coding.draft": (
        "coding.anchors coding.mentions coding.moments corpus dates extract reports resolve values yaml_text"
    ),
    "coding.start": (
        "assemble coding coding.draft coding.mentions coding.moments coding.schema_files corpus dates extract folders "
        "loader problems reports resolve texts values writing"
    ),
    "coding.show": "coding.anchors coding.coverage corpus reports texts",
    "coding.readings": "amounts model values",
    "coding.schema": "coding.readings model",
    "coding.schema_files": "coding coding.readings coding.schema folders model problems validate writing yaml_source",
    "coding.commands": (
        "coding.anchors coding.coverage coding.schema coding.schema_files coding.show coding.start focus folders "
        "loader output reports session writing"
    ),
    "recheck": "corpus findings known pipeline relation standing",
    "editor": "",
    "editor.commands": "editor.server session",
    "editor.project": "assemble corpus folders memory problems recheck resolve yaml_source",
    "editor.places": "yaml_source",
    "editor.fields": "editor.places folders model",
    "editor.navigation": "editor.fields editor.places editor.project resolve yaml_source",
    "editor.diagnostics": "corpus dates derive editor.places editor.project findings reports words",
    "editor.hover": (
        "corpus dates editor.diagnostics editor.fields editor.navigation editor.places editor.project model relation "
        "reports values words"
    ),
    "editor.completion": (
        "dates editor.fields editor.hover editor.places editor.project model relation values yaml_source"
    ),
    "editor.actions": "yaml_text accepted editor.completion editor.places editor.project findings",
    "editor.server": (
        "yaml_text . editor.actions editor.completion editor.diagnostics editor.hover editor.navigation editor.places "
        "editor.project findings reports yaml_source"
    ),
    "cli": (
        ". accepted coding.commands corpus derive editor.commands exchange findings focus folders output reports "
        "reports.gate scaffold selftest serve session"
    ),
    "__main__": "cli",
    "pytest_plugin": "findings folders loader pipeline problems reports reports.gate selftest session standing",
}
# what must be said in words: the package itself hands out load and check
ALLOWED[""] = "loader pipeline"

MODULES = sorted(
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
    for path in PACKAGE.rglob("*.py")
)
LARGEST_MODULE = 540
LARGEST_FUNCTION = 75


def _path(module: str) -> Path:
    path = PACKAGE.joinpath(*module.split(".")) if module else PACKAGE
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _imports(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(_path(module).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "checker":
            inner = node.module.partition(".")[2]
            names = [alias.name for alias in node.names]
            submodules = [name for name in names if not inner and name in MODULES]
            found.update(submodules or [inner or "."])
    return found


def test_every_module_is_listed() -> None:
    assert sorted(ALLOWED) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_imports(module: str) -> None:
    assert _imports(module) <= set(ALLOWED[module].split())


@pytest.mark.parametrize("module", MODULES)
def test_size(module: str) -> None:
    source = _path(module).read_text("utf-8")
    assert len(source.splitlines()) <= LARGEST_MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LARGEST_FUNCTION, node.name


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom checker.cli import cli\ntry:\n cli.main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pydantic', 'pygls', 'lsprotocol', 'yaml', 'duckdb', 'highspy', 'numpy', 'tabulate'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_names_the_story_in_code_or_rules() -> None:
    """Rules and code are general."""
    for folder in (PACKAGE, ROOT / "rules"):
        for path in (*folder.rglob("*.py"), *folder.rglob("*.yaml")):
            text = path.read_text("utf-8").casefold().replace("kenyan shilling", "")  # a currency like others
            assert not [word for word in ("kenya", "haiti", "ruto") if word in text], path
