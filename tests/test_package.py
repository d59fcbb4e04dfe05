"""The distribution: it builds, holds what it needs and nothing else, and works where only it is installed.

Slow, and in need of an index: run with `-m package`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import policykit

pytestmark = pytest.mark.package

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command outside the source tree, without what this process has in its environment for Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh virtual environment that holds the wheel without its extras."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    interpreter = folder / SCRIPTS / "python"
    installed = run(interpreter, "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    return interpreter


def test_the_wheel_is_named_and_holds_its_data(wheel: Path) -> None:
    assert wheel.name == f"policykit_sdk-{policykit.__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src" / "policykit"
    kept = {".py", ".yaml", ".json", ".jsonl", ".typed"}
    expected = {
        path.relative_to(source.parent).as_posix()
        for path in source.rglob("*")
        if path.suffix in kept and "__pycache__" not in path.parts
    }
    assert {name for name in names if name.startswith("policykit/")} == expected | {"policykit/py.typed"}


def test_the_wheel_judges_a_text_where_nothing_else_is_installed(python: Path, tmp_path: Path) -> None:
    program = (
        "import policykit\n"
        "decision = policykit.evaluate('wifi password is Tr0ub4dor&3')\n"
        "print(decision.outcome, policykit.__version__)\n"
    )
    ran = run(python, "-W", "error", "-c", program, cwd=tmp_path)
    assert ran.stderr == ""
    assert ran.stdout.split() == ["block", policykit.__version__]


def test_without_its_extra_the_command_says_what_to_install(python: Path, tmp_path: Path) -> None:
    ran = run(python.parent / "policykit", "evaluate", "hello", cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr == 'the command line needs its extra: pip install "policykit-sdk[cli]"\n'


def test_with_its_extra_the_command_judges(python: Path, wheel: Path, tmp_path: Path) -> None:
    installed = run(python, "-m", "pip", "install", "--quiet", f"{wheel}[cli]", cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    ran = run(python.parent / "policykit", "evaluate", "wifi password is Tr0ub4dor&3", cwd=tmp_path)
    assert ran.returncode == 1
    assert "Tr0ub4dor" not in ran.stdout + ran.stderr


def test_types_are_there_for_those_who_install_it(wheel: Path) -> None:
    assert "policykit/py.typed" in zipfile.ZipFile(wheel).namelist()
