"""Runs the code blocks of README and of every page under `docs`, and the examples in docstrings.

Each page has an empty folder of its own, in which its blocks run from top to bottom:

- `python` blocks run; in those that begin with `>>>` the output is compared (`...` stands for anything);
- `console` blocks run through a shell with the installed command, and the output after each `$` is compared;
- `yaml` blocks are compiled as policies and must be sound; one without `policy:` is a part of one, and is put
  into a policy that extends the shipped default;
- `json` blocks are read, and `text` blocks are not.

A comment above a block changes that: `<!-- file: NAME -->` also writes it to a file of the page's folder,
`<!-- add: NAME -->` adds each of its sections to that section of the file, and `<!-- refused: NAME -->`
writes a file that must be refused.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from sybil import Document, Example
from sybil.evaluators.doctest import OutputChecker
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from packs.compiled import without_hyperscan
from policykit.errors import PolicyError
from policykit.loading.entry import compose

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    page
    for page in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
    if "```" in page.read_text("utf-8")
]
LANGUAGES = {"python", "console", "yaml", "json", "text"}
SHELL_PAGES = {"README.md"}
"""Pages with `sh` blocks, which `.ci/run` runs."""
FLAGS = doctest.ELLIPSIS
PART = "policy: part-of-one\nextends: [default]\n"
COMMENT = re.compile(r"<!-- (file|add|refused): (\S+) -->\n\Z")
FENCE = re.compile(r"^ *```(\w*)\n.*?^ *```$", re.MULTILINE | re.DOTALL)


MODULES = [
    path
    for path in sorted((ROOT / "src").rglob("*.py"))
    if re.search(r"^ *>>> ", path.read_text("utf-8"), re.M)
]


def page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_block_of_a_page_holds(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    document = Document.parse(
        str(page),
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        CodeBlockParser("console", run_commands),
        CodeBlockParser("yaml", load_policy),
        CodeBlockParser("json", read_json),
        CodeBlockParser("text", write_text),
    )
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_block_of_a_page_says_what_it_is(page: Path) -> None:
    known = LANGUAGES | ({"sh"} if page.name in SHELL_PAGES else set())
    assert {match[1] for match in FENCE.finditer(page.read_text("utf-8"))} <= known


@pytest.mark.parametrize("path", MODULES, ids=page_name)
def test_every_example_in_a_docstring_holds(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    result = doctest.testmod(module, optionflags=FLAGS)
    assert result.attempted
    assert not result.failed


def written(example: Example) -> tuple[str, Path | None]:
    """The word in the comment above a block, and the file that it names, which now holds the block."""
    comment = COMMENT.search(example.document.text[: example.start])
    if comment is None:
        return "", None
    word, path = comment[1], Path(comment[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    text = added(path.read_text("utf-8"), example.parsed) if word == "add" else example.parsed
    path.write_text(text, "utf-8")
    return word, path


def added(text: str, more: str) -> str:
    """`text` with each section of `more` at the end of its section of that name, or else at the end."""
    for section in re.findall(r"^\S[^\n]*\n(?:(?=[ \n])[^\n]*\n)*", more, re.MULTILINE):
        head, _, entries = section.partition("\n")
        there = re.search(rf"^{re.escape(head)}\n(?:(?=[ \n])[^\n]*\n)*", text, re.MULTILINE)
        text = text[: there.end()] + "\n" + entries + text[there.end() :] if there else f"{text}\n{section}"
    return text


def load_policy(example: Example) -> str | None:
    word, path = written(example)
    source = path or Path("part.yaml")
    if path is None:
        source.write_text(example.parsed if "policy:" in example.parsed else PART + example.parsed, "utf-8")
    try:
        without_hyperscan(compose(source))
    except PolicyError as error:
        return None if word == "refused" else str(error)
    return "expected the policy to be refused" if word == "refused" else None


def write_text(example: Example) -> None:
    written(example)


def read_json(example: Example) -> None:
    written(example)
    json.loads(example.parsed)


def run_commands(example: Example) -> str | None:
    """Run each line after `$ `, and compare what stands below it with what the command wrote."""
    checker, code = OutputChecker(), 0
    for command, expected in _commands(example.parsed):
        ran = subprocess.run(
            ["bash", "-c", command.replace("$?", str(code))],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        code, output = ran.returncode, ran.stdout.decode()
        if not checker.check_output(expected, output, FLAGS):
            return f"$ {command}\nexpected:\n{expected}\nwritten (exit code {code}):\n{output}"
    return None


def _commands(block: str) -> list[tuple[str, str]]:
    first, *others = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not first.strip(), "a console block begins with `$ `"
    return [(command, expected) for command, _, expected in (part.partition("\n") for part in others)]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "SYSTEMROOT") if name in os.environ}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return kept | {"PATH": path, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "COLUMNS": "88"}


def test_a_block_that_is_wrong_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrong: dict[str, Callable[[Example], str | None]] = {
        "$ echo one\ntwo\n": run_commands,
        "policy: p\nrule: {}\n": load_policy,
    }
    for block, evaluate in wrong.items():
        page = tmp_path / "page.md"
        page.write_text(f"```wrong\n{block}```\n", "utf-8")
        (example,) = Document.parse(str(page), CodeBlockParser("wrong", evaluate)).examples()
        with pytest.raises(AssertionError):
            example.evaluate()
