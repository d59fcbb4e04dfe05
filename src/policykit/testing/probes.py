"""Runs a policy over sentences that no policy may block, and says which of its rules would.

The probes ship with the package (`packs/probes/<language>.jsonl`, one a line): what people say about their
pay, hours, conditions, safety, harassment, organising and wrongdoing, in four languages, each with the law
that shelters it. They test behaviour, not wording: a policy that names no topic may still stop one.

A probe is asked in every channel, for every author that the policy knows, and in the situations that its
own restricting rules wait for, so that a rule behind a fact or a window is not passed by. A report names
rules, probes and contexts; the sentences are ours and public, but stay out of every repr.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import product
from zoneinfo import ZoneInfo

import attrs

from policykit.engine.context import Context, FactValue
from policykit.engine.decision import Decision
from policykit.engine.policy import Policy
from policykit.model.rules import RESTRICTIVE, Classify, Forbid, Require
from policykit.model.scales import Outcome

__all__ = ["LANGUAGES", "BlockedProbe", "Probe", "blocked", "contexts_of", "probes"]

LANGUAGES: tuple[str, ...] = ("de", "en", "es", "fr")
"""The languages that there are probes in."""


@attrs.frozen
class Probe:
    """A sentence that nobody may be punished for.

    `id` is such as `en-pay-01`; `topic` is one of `pay`, `hours`, `conditions`, `organising`, `safety`,
    `harassment`, `reporting` and `wrongdoing`; `jurisdiction` is a country, `basis` its law.
    """

    id: str
    language: str
    topic: str
    jurisdiction: str
    basis: str
    text: str = attrs.field(repr=False)


@attrs.frozen
class BlockedProbe:
    """A probe that a policy blocks: the rule that does it, and the first context in which it does."""

    rule_id: str
    probe: Probe
    context: Context


@cache
def probes(language: str | None = None) -> tuple[Probe, ...]:
    """The probes of a language, or of all, in the order of their languages and files.

    Raises `ValueError` for a language without any.

    >>> probes("en")[0].topic
    'pay'
    """
    if language is None:
        return tuple(probe for name in LANGUAGES for probe in probes(name))
    if language not in LANGUAGES:
        raise ValueError(f"no probes in `{language}`: expected one of {', '.join(LANGUAGES)}")
    file = resources.files("policykit.packs") / "probes" / f"{language}.jsonl"
    return tuple(Probe(**json.loads(line)) for line in file.read_text("utf-8").splitlines())


def blocked(
    policy: Policy,
    contexts: Iterable[Context] | None = None,
    *,
    among: Iterable[Probe] | None = None,
) -> tuple[BlockedProbe, ...]:
    """Every pair of a rule and a probe that it blocks, by rule id and then in the order of the probes.

    `contexts` are the situations to ask in, those of `contexts_of` unless said; `among` are the probes to
    ask, all unless said. Empty is what every policy should give. Raises `ContextError` where a context names
    what the policy does not declare.
    """
    asked = tuple(contexts_of(policy) if contexts is None else contexts)
    found: dict[tuple[str, str], BlockedProbe] = {}
    for probe in probes() if among is None else among:
        for context in asked:
            decision = policy.evaluate(probe.text, context)
            for rule_id in _blocking(decision):
                found.setdefault((rule_id, probe.id), BlockedProbe(rule_id, probe, context))
    # sorting is stable: the probes of one rule keep their order
    return tuple(sorted(found.values(), key=lambda entry: entry.rule_id))


def contexts_of(policy: Policy) -> tuple[Context, ...]:
    """The situations in which a policy may answer differently, without repetitions.

    Every channel with every author; and, for each rule that blocks and asks for facts or has a window, the
    same with those facts and an instant of that window, because a rule whose facts are unknown is capped.
    """
    composition = policy.composition
    authors = composition.facts["author"].values if "author" in composition.facts else (None,)
    every = (placed.rule for placed in composition.rules.values())
    # one that stops short of blocking needs no situation of its own
    rules = [rule for rule in every if isinstance(rule, RESTRICTIVE) and rule.outcome is Outcome.BLOCK]
    zone = ZoneInfo(composition.time_zone)
    found: dict[Context, None] = {}
    for channel, author in product(composition.channels, authors):
        known: dict[str, tuple[FactValue, ...]] = {} if author is None else {"author": (author,)}
        for facts in _answers(known):
            found[Context(channel, facts=facts)] = None
        for rule in rules:
            asked = dict(rule.when)
            here = channel in asked.pop("channel", (channel,))
            if here and author in asked.get("author", (author,)):
                for facts in _answers({**asked, **known}):
                    found[Context(channel, at=_inside(rule, zone), facts=facts)] = None
    return tuple(found)


def _answers(asked: Mapping[str, tuple[FactValue, ...]]) -> Iterator[dict[str, FactValue]]:
    """Each way to give the facts of a `when` one of the values that it asks for."""
    for values in product(*asked.values()):
        yield dict(zip(asked, values, strict=True))


def _inside(rule: Classify | Forbid | Require, zone: ZoneInfo) -> dt.datetime | None:
    """An instant in the window of a rule: its beginning, or the last second before its end."""
    if rule.since is not None:
        return _instant(rule.since, zone)
    if rule.until is not None:
        # a date under `until` includes its day, so its first instant is inside
        end = _instant(rule.until, zone)
        return end - dt.timedelta(seconds=1) if isinstance(rule.until, dt.datetime) else end
    return None


def _instant(moment: dt.date, zone: ZoneInfo) -> dt.datetime:
    if isinstance(moment, dt.datetime):
        return moment
    return dt.datetime(moment.year, moment.month, moment.day, tzinfo=zone)


def _blocking(decision: Decision) -> list[str]:
    if decision.outcome is not Outcome.BLOCK:
        return []
    named = {finding.rule_id for finding in decision.findings if finding.outcome is Outcome.BLOCK}
    named |= {entry.rule_id for entry in decision.disclosures if entry.outcome is Outcome.BLOCK}
    return sorted(named)
