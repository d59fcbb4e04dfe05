"""`policykit check`: what is wrong with a policy, which examples do not hold, and whom it would silence.

Each of the three steps is taken only where the one before found nothing: the file itself, the examples in its
rules, the probes that ship with the package. What has merely grown old is a warning and fails nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import click

from policykit.cli.app import sources_of
from policykit.cli.call import day_of
from policykit.cli.exits import Exit
from policykit.cli.options import format_option
from policykit.cli.places import Places, warning
from policykit.cli.terminal import complain, say
from policykit.cli.writers import json_text, plain
from policykit.errors import Diagnostic, PolicyError
from policykit.rendering.diagnostics import render_diagnostics
from policykit.rendering.glyphs import escaped
from policykit.rendering.tally import counted

if TYPE_CHECKING:
    from policykit.engine.context import Context
    from policykit.engine.policy import Policy
    from policykit.model.composition import Composition

__all__ = ["check"]

USUAL = "policy.yaml"


@attrs.frozen
class _Checked:
    """What came of checking one policy; `tried` says in words how far it went."""

    problems: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    tried: str = "every example holds"
    is_shown: bool = True
    """Whether the lines that the problems are about may be shown."""


@click.command()
@click.argument("paths", metavar="[POLICY...]", nargs=-1)
@click.option(
    "--at",
    metavar="TIME",
    help="The day that decides what has expired, such as `2026-12-01`; now unless said.",
)
@click.option("--no-probes", "unprobed", is_flag=True, help="Leave the sentences of protected speech out.")
@format_option
@click.option(
    "--show-text", is_flag=True, help="Show the examples that do not hold, and sentences that hold a term."
)
def check(paths: tuple[str, ...], at: str | None, unprobed: bool, form: str, show_text: bool) -> int:
    """Say everything that is wrong with a policy, and run the examples in its rules.

    Each POLICY is a file or the name of a shipped policy; `policy.yaml` unless said. Problems are told with
    their line and a caret; a line that may hold an entry of a `terms` list is never shown, nor is an example
    unless asked for.

    A sound policy is also asked about the shipped sentences that nobody may be punished for: each that it
    blocks is a problem, and shown unless the rule looks for terms. Accepted findings that have expired are
    warnings, and fail nothing.
    """
    today = day_of(at)
    checked = [_checked(path, today, probed=not unprobed, show_text=show_text) for path in paths or (USUAL,)]
    shown: dict[str, str] = {}
    for path, each in zip(paths or (USUAL,), checked, strict=True):
        if each.is_shown or show_text:
            shown |= sources_of(each.problems)
        if form == "text" and not each.problems:
            say(f"{escaped(path)}: nothing wrong, {each.tried}")
    problems = [problem for each in checked for problem in each.problems]
    _write(problems, [old for each in checked for old in each.warnings], form, shown)
    return Exit.WRONG if problems else Exit.CLEAN


def _checked(path: str, at: dt.date, *, probed: bool, show_text: bool) -> _Checked:
    from policykit.loading.entry import examine, load
    from policykit.loading.marks import dotted
    from policykit.testing.examples import run_examples

    examined = examine(path, at=at)
    if examined.problems:
        return _Checked(examined.problems, examined.warnings)
    try:
        policy = load(path)
    except PolicyError as error:
        # sound, so all that it lacks is what only a caller can hand in
        lacking = counted(len({diagnostic.message for diagnostic in error.diagnostics}), "external detector")
        return _Checked(warnings=examined.warnings, tried=f"its examples wait for {lacking}")
    places = Places()
    failing = tuple(
        places.diagnostic(path, problem.path, "example", f"{dotted(problem.path)}: {problem.message}")
        for problem in run_examples(policy)
    )
    if failing:
        return _Checked(failing, examined.warnings, is_shown=False)
    probes = tuple(_blocked(policy, places, show_text=show_text)) if probed else ()
    return _Checked(probes, examined.warnings, is_shown=False)


def _blocked(policy: Policy, places: Places, *, show_text: bool) -> Iterator[Diagnostic]:
    """The shipped sentences of protected speech that a policy blocks, each at the rule that does it."""
    from policykit.testing.probes import blocked

    composition = policy.composition
    for found in blocked(policy):
        origin = composition.layers[composition.rules[found.rule_id].layer].origin
        probe = found.probe
        where = f"{probe.id}; {_told(found.context)}"
        message = f"`{found.rule_id}` blocks protected speech in `{probe.language}` ({where})"
        if show_text or not _rests_on_terms(composition, found.rule_id):
            message += f": “{probe.text}”"
        advice = f"{probe.jurisdiction}: {probe.basis}"
        yield places.diagnostic(origin, ("rules", found.rule_id), "probe", message, advice, key=True)


def _rests_on_terms(composition: Composition, rule_id: str) -> bool:
    """Whether a rule looks for terms: then a sentence that it blocks would give one of them away."""
    from policykit.loading.items import finds, items_of
    from policykit.model.find import Search, Terms, referred

    placed = composition.rules[rule_id]
    waiting: list[tuple[int, Search]] = [(placed.layer, placed.rule)]
    seen: set[tuple[int, str]] = set()
    while waiting:
        layer, part = waiting.pop()
        for item in (item for _, find in finds(part, ()) for _, item in items_of(find, ())):
            if isinstance(item, Terms):
                return True
            name = referred(item)
            if name is not None and (layer, name) not in seen:
                seen.add((layer, name))
                waiting.append(composition.layers[layer].sees[name])
    return False


def _told(context: Context) -> str:
    said = {"channel": context.channel, **dict(context.facts), "at": context.at}
    return ", ".join(f"{name} `{_spelled(value)}`" for name, value in said.items() if value is not None)


def _spelled(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write(problems: list[Diagnostic], old: list[Diagnostic], form: str, sources: dict[str, str]) -> None:
    if form != "text":
        values = [plain(problem) for problem in problems]
        values += [{**plain(each), "warning": True} for each in old]
        for value in values if form == "jsonl" else [values]:
            say(json_text(value, form))
        return
    if problems:
        say(render_diagnostics(problems, sources))
    if old:
        say(render_diagnostics(map(warning, old), sources_of(old)))
    counts = [counted(len(each), noun) for each, noun in ((problems, "problem"), (old, "warning")) if each]
    if counts:
        complain(", ".join(counts))
