"""The walls of the house: imports point one way, files stay small, packages are ours."""

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# what each package may import, besides itself
ALLOWED = {
    "ingest": set(),
    "crawlers": {"ingest"},
    "nlp": {"ingest"},
    "index": {"nlp", "ingest"},
    "review": {"index", "nlp", "ingest"},
    "zhijian": {"review", "index", "nlp", "ingest", "crawlers"},
}
SOURCES = [path for package in ALLOWED for path in sorted((ROOT / package).rglob("*.py"))]


def imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add((node.module or "").split(".")[0])
    return names & ALLOWED.keys()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    wrong = imported_packages(path) - ALLOWED[package] - {package}
    assert not wrong, f"{package} must not import {sorted(wrong)}"


def test_no_file_exceeds_500_lines() -> None:
    folders = [*ALLOWED, "tests", "benchmarks"]
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".yml", ".html", ".css", ".js")
        and not path.name.endswith(".min.js")
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert not long


def test_no_grab_bag_modules() -> None:
    names = {"utils", "helpers", "common", "core", "misc"}
    assert not [path for path in SOURCES if path.stem in names or names & set(path.relative_to(ROOT).parts)]


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_package_resolves_inside_the_repository(package: str) -> None:
    """``nlp`` is also the name of an unrelated wheel."""
    module = importlib.import_module(package)
    assert module.__file__ is not None
    assert Path(module.__file__).resolve().is_relative_to(ROOT)


def test_no_test_folder_is_a_package() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
