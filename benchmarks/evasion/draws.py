"""One draw: a secret in its sentence, folded, and the question whether the policy still finds it.

What counts is a finding of a rule that also finds the plain secret in the same sentence, whose span
overlaps the folded secret. A secret that is not found plainly is no evasion: it is counted apart.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import attrs

import policykit
from benchmarks.evasion.attacks import STEPS, Attack, separated_in_markdown
from benchmarks.evasion.targets import FAMILIES, Family, Target
from benchmarks.pages import ROOT

CONTEXT_IN_BASE64 = 20
MOST_FOLDS = 3
MARKUPS = ("html", "markdown")


@attrs.frozen
class Draw:
    """A folded text, where the secret stands in it, and the same sentence undisguised."""

    family: str
    target: str
    folds: tuple[str, ...]
    text: str
    start: int
    end: int
    markup: str
    plain: str
    plain_start: int
    plain_end: int


@attrs.frozen
class Verdict:
    """What came of a draw: `plain` says whether the undisguised secret was found."""

    draw: Draw
    plain: bool
    found: bool


def draw(family: Family, number: int, seed: int) -> Draw:
    """The draw of that number: the same for the same seed, whatever ran before."""
    random = Random(f"{seed}/{family.name}/{number}")
    target = random.choice(family.targets)
    secret = target.draw(random)
    before, after = random.choice(target.carriers).split("{}")
    while (folded := _folded(family, target, secret, before, after, random)) is None:
        continue
    return folded


def _folded(
    family: Family, target: Target, secret: str, before: str, after: str, random: Random
) -> Draw | None:
    """None where a fold leaves this secret as it is, such as other digits where it has none."""
    chosen = choose(family.folds, random)
    cells = list(secret)
    left = right = ""
    for step in chosen:
        if step.name == "base64":
            before, left = split_context(before, random, at_end=True)
            right, after = split_context(after, random, at_end=False)
            cells = [*left, *cells, *right]
        if step.name == "separated" and chosen[-1].name == "markdown":
            changed = separated_in_markdown(cells, random)
        else:
            changed = step.apply(cells, random)
        if changed == cells:
            return None
        cells = changed
    folded = "".join(cells)
    opening, closing = ("<p>", "</p>") if chosen[-1].markup == "html" else ("", "")
    start = len(opening) + len(before)
    plain_start = len(before) + len(left)
    return Draw(
        family=family.name,
        target=target.name,
        folds=tuple(step.name for step in chosen),
        text=f"{opening}{before}{folded}{after}{closing}",
        start=start,
        end=start + len(folded),
        markup=chosen[-1].markup,
        plain=f"{before}{left}{secret}{right}{after}",
        plain_start=plain_start,
        plain_end=plain_start + len(secret),
    )


def choose(names: tuple[str, ...], random: Random) -> list[Attack]:
    """One to three folds in the order in which they are applied; one markup at most."""
    count = random.randint(1, MOST_FOLDS)
    while True:
        picked = set(random.sample(names, count))
        if not picked.issuperset(MARKUPS):
            return [step for step in STEPS if step.name in picked]


def split_context(context: str, random: Random, *, at_end: bool) -> tuple[str, str]:
    """The context cut in two: half of what may go into a base64 run stands next to the secret.

    It is cut between words: a run that begins inside a word could not be decoded by anybody.
    """
    most = CONTEXT_IN_BASE64 // 2
    pieces = [(context[:place], context[place:]) for place in range(len(context) + 1)]
    if at_end:
        return random.choice([(a, b) for a, b in pieces if len(b) <= most and not a[-1:].strip()])
    return random.choice([(a, b) for a, b in pieces if len(a) <= most and not b[:1].strip()] or [pieces[0]])


def judge(one: Draw, policy: policykit.Policy) -> Verdict:
    rules = reported(policy, one.plain, one.plain_start, one.plain_end, "plain")
    found = rules and rules & reported(policy, one.text, one.start, one.end, one.markup)
    return Verdict(one, bool(rules), bool(found))


def reported(policy: policykit.Policy, text: str, start: int, end: int, markup: str) -> set[str]:
    """The rules with a finding that overlaps [start, end) of the text."""
    decision = policy.evaluate(text, markup=markup)
    return {
        finding.rule_id
        for finding in decision.findings
        if finding.span.start < end and start < finding.span.end
    }


@cache
def policy_of(name: str) -> policykit.Policy:
    """The policy at a path below the project's root, or the shipped one of that name; once a process."""
    return policykit.load(ROOT / name if Path(name).suffix else name)


def judged(work: tuple[str, int, int, int]) -> list[Verdict]:
    """The verdicts on the draws [first, last) of a family."""
    name, first, last, seed = work
    family = next(family for family in FAMILIES if family.name == name)
    policy = policy_of(family.policy)
    return [judge(draw(family, number, seed), policy) for number in range(first, last)]
