"""What holds for the project as a whole: its files, its names, its version, its pages."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import policykit
from policykit.engine.compile import LIBRARY

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "tests", "tools", "benchmarks", "docs", "examples", ".ci")
WRITTEN = (".py", ".md", ".yaml", ".toml", ".txt", ".json", ".cfg", "")
LONGEST = 400
LONGEST_THEORY = 15
"""In lines, of a module and of the docstring that opens it."""
COMMANDS = ("set-up", "judge", "test")
LINK = re.compile(r"(?<!\!)\[[^\]\n]+\]\(([^)\s]+)\)")
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)


def files(*suffixes: str) -> list[Path]:
    """Every file of the project that a person or a tool of it wrote."""
    below = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    hidden = {"__pycache__", ".hypothesis", ".pytest_cache"}
    return sorted(
        path
        for path in [*(path for path in ROOT.iterdir() if path.is_file()), *below]
        if path.suffix in (suffixes or WRITTEN)
        and not hidden.intersection(path.parts)
        and not path.name.startswith(".coverage")
    )


@pytest.mark.xdist_group("kept together")
def test_a_group_of_tests_is_kept_together(request: pytest.FixtureRequest) -> None:
    # each process would compile every large policy otherwise, and nothing else would show it
    name = request.node.nodeid
    if "PYTEST_XDIST_WORKER" in os.environ:
        assert name.endswith("@kept together")
    else:
        assert "@" not in name


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = files(".py")
PACKAGE = [path for path in MODULES if name_of(path).startswith("src/")]


def readme_commands(name: str) -> list[str]:
    """The commands in README's block that is marked with `name`."""
    readme = (ROOT / "README.md").read_text("utf-8")
    block = re.search(rf"^<!-- ci: {name} -->\n```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert block, f"README.md has no `sh` block marked with <!-- ci: {name} -->"
    return block[1].splitlines()


def test_ci_runs_what_readme_shows() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.findall(r"^run_readme (\S+)$", script, re.MULTILINE) == list(COMMANDS)
    marked = re.findall(r"^<!-- ci: (\S+) -->$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert marked == list(COMMANDS)
    for name in COMMANDS:
        assert readme_commands(name)


def test_readme_judges_a_post_and_runs_the_tests() -> None:
    assert [command.split()[0] for command in readme_commands("set-up")] == ["python3", ".venv/bin/pip"]
    assert readme_commands("judge")[0].startswith(".venv/bin/policykit evaluate ")
    assert readme_commands("test")[0].startswith(".venv/bin/pytest")


def test_ci_is_a_program() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text("utf-8")


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == policykit.__version__ == LIBRARY
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text("utf-8")


def theory_of(module: Path) -> str:
    return ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""


def test_every_module_of_the_package_opens_with_its_theory() -> None:
    theories = {name_of(module): theory_of(module) for module in PACKAGE}
    assert [name for name, theory in theories.items() if not theory] == []
    assert [name for name, theory in theories.items() if len(theory.splitlines()) > LONGEST_THEORY] == []


def test_every_module_is_short() -> None:
    lengths = {name_of(module): len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def imports(module: Path) -> Iterator[ast.ImportFrom]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node


def test_no_import_is_relative() -> None:
    assert [name_of(module) for module in MODULES if any(node.level for node in imports(module))] == []


def test_the_package_imports_names_from_where_they_are_defined() -> None:
    named = {
        (name_of(module), alias.name)
        for module in PACKAGE
        for node in imports(module)
        if node.module == "policykit"
        for alias in node.names
    }
    assert {entry for entry in named if entry[1] != "__version__"} == set()


def test_no_annotation_of_the_package_is_evaluated() -> None:
    missing = []
    for module in PACKAGE:
        body = ast.parse(module.read_text("utf-8")).body
        futures = [node for node in body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
        if len(body) > 1 and not futures:
            missing.append(name_of(module))
    assert missing == []


def test_no_file_names_a_place_of_one_machine() -> None:
    # written in two pieces, so that this line is not found
    places = re.compile("|".join(f"/{folder}/" for folder in ("work", "home", "root", "Users")))
    # some files of the tests are no UTF-8 on purpose
    assert [name_of(path) for path in files() if places.search(path.read_text("utf-8", "replace"))] == []


def test_every_public_name_is_there_and_has_a_page() -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    missing = [name for name in policykit.__all__ if not hasattr(policykit, name) or f"`{name}" not in page]
    assert missing == []


def links(page: Path) -> Iterator[str]:
    for target in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
        if "://" not in target and not target.startswith("mailto:"):
            yield target


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", files(".md"), ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in links(page):
        name, _, anchor = target.partition("#")
        goal = (page.parent / name).resolve() if name else page
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            broken.append(target)
    assert broken == []


def test_every_page_of_the_documentation_is_linked() -> None:
    pages = [path for path in files(".md") if name_of(path).startswith("docs/")]
    linked = {
        (page.parent / target.partition("#")[0]).resolve() for page in files(".md") for target in links(page)
    }
    assert [name_of(page) for page in pages if page not in linked] == []
