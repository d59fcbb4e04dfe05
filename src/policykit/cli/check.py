"""`policykit check`: everything that is wrong with a policy, and the examples that do not hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs
import click

from policykit.cli.app import sources_of
from policykit.cli.exits import Exit
from policykit.cli.options import format_option
from policykit.cli.terminal import complain, say
from policykit.cli.writers import json_text, plain
from policykit.errors import Diagnostic, PolicyError
from policykit.rendering.diagnostics import render_diagnostics
from policykit.rendering.glyphs import escaped
from policykit.rendering.tally import counted

if TYPE_CHECKING:
    from policykit.loading.marks import Marks

__all__ = ["check", "marks_of"]

USUAL = "policy.yaml"


@click.command()
@click.argument("paths", metavar="[POLICY...]", nargs=-1)
@format_option
@click.option("--show-text", is_flag=True, help="Show the lines of examples that do not hold.")
def check(paths: tuple[str, ...], form: str, show_text: bool) -> int:
    """Say everything that is wrong with a policy, and run the examples in its rules.

    Each POLICY is a file or the name of a shipped policy; `policy.yaml` unless said. Problems are told with
    their line and a caret; a line that may hold an entry of a `terms` list is never shown, nor is an example
    unless asked for.
    """
    problems: list[Diagnostic] = []
    shown: dict[str, str] = {}
    for path in paths or (USUAL,):
        diagnosed = _diagnosed(path)
        shown |= sources_of(diagnosed)
        tried = "every example holds"
        if not diagnosed:
            try:
                diagnosed = _examples(path)
            except PolicyError as error:
                # sound, so all that it lacks is what only a caller can hand in
                tried = f"its examples wait for {_lacking(error)}"
            if show_text:
                shown |= sources_of(diagnosed)
        problems += diagnosed
        if form == "text" and not diagnosed:
            say(f"{escaped(path)}: nothing wrong, {tried}")
    _write(problems, form, shown)
    return Exit.WRONG if problems else Exit.CLEAN


def _diagnosed(path: str) -> list[Diagnostic]:
    from policykit.loading.entry import check as diagnose

    return list(diagnose(path, strict=True))


def _examples(path: str) -> list[Diagnostic]:
    """The examples of a sound policy that do not hold, each at its place in the file."""
    from policykit.loading.entry import load
    from policykit.loading.marks import dotted
    from policykit.testing.examples import run_examples

    problems = run_examples(load(path))
    if not problems:
        return []
    marks = marks_of(path)
    found = []
    for problem in problems:
        line, column = marks.place(problem.path)
        message = f"{dotted(problem.path)}: {problem.message}"
        found.append(Diagnostic(path, line, column, "example", message))
    return found


def _lacking(error: PolicyError) -> str:
    places = {diagnostic.message for diagnostic in error.diagnostics}
    return counted(len(places), "external detector")


def marks_of(path: str) -> Marks:
    """Where the parts of a policy stand in its file; no marks for a shipped policy."""
    from policykit.loading.marks import Marks

    if not os.path.isfile(path):
        return Marks()
    from policykit.loading.yaml import read_yaml

    with open(path, encoding="utf-8-sig", newline="") as stream:
        return read_yaml(stream.read(), path, json=path.endswith(".json")).marks


def _write(problems: list[Diagnostic], form: str, sources: dict[str, str]) -> None:
    if form == "jsonl":
        for problem in problems:
            say(json_text(plain(problem), form))
    elif form == "json":
        say(json_text([attrs.asdict(problem) for problem in problems]))
    elif problems:
        say(render_diagnostics(problems, sources))
        complain(counted(len(problems), "problem"))
