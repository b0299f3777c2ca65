"""The page of the package on an index: where the repository has an address, its links and pictures lead there."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
ADDRESS = "https://example.org/desk/checker"


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """hatch_build.py, beside a stand-in for hatchling, which is there only while something is built."""
    name = "hatchling.metadata.plugin.interface"
    stand_in = ModuleType(name)
    stand_in.MetadataHookInterface = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, stand_in)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_links_and_pictures(hook: ModuleType) -> None:
    page = "![The page](docs/a.png) [Install](docs/install.md#extras) [there](https://example.com/x) [below](#start)"
    assert hook.with_addresses(page, ADDRESS) == (
        f"![The page]({ADDRESS}/raw/HEAD/docs/a.png) [Install]({ADDRESS}/blob/HEAD/docs/install.md#extras)"
        " [there](https://example.com/x) [below](#start)"
    )
    assert hook.with_addresses(page, "") == page


def test_all_of_the_readme(hook: ModuleType) -> None:
    """Nothing relative is left, and each file that is named is there."""
    page = hook.with_addresses((ROOT / "README.md").read_text("utf-8"), ADDRESS)
    links = re.findall(r"\]\(([^)]+)\)", page)
    assert sum("/raw/HEAD/docs/pictures/" in link for link in links) == 3
    for link in links:
        assert link.startswith((f"{ADDRESS}/raw/HEAD/", f"{ADDRESS}/blob/HEAD/"))
        assert (ROOT / link.partition("/HEAD/")[2].partition("#")[0]).exists(), link


@pytest.mark.parametrize("address", ["", f"{ADDRESS}/"])
def test_what_a_build_is_told(hook: ModuleType, address: str) -> None:
    hatch = hook.MetadataHook()
    hatch.config, hatch.root = {"address": address}, str(ROOT)
    metadata: dict[str, object] = {}
    hatch.update(metadata)
    assert ("urls" in metadata) == bool(address)
    if address:
        assert metadata["urls"] == {
            "Source": ADDRESS,
            "Documentation": f"{ADDRESS}/blob/HEAD/docs/README.md",
            "Changelog": f"{ADDRESS}/blob/HEAD/CHANGELOG.md",
        }


def test_the_address_is_set_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(project["tool"]["hatch"]["metadata"]["hooks"]["custom"]) == {"address"}
    assert {"readme", "urls"} <= set(project["project"]["dynamic"])
    assert "/hatch_build.py" in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
