"""Run as a program with the names of policies: judges a corpus that reaches every rule and detector,
and prints what Python was asked.

Everything before the hook is loading; from the hook on, the first text included, judging has to do with what
it has. Of what was asked only the names of the events are kept: they say enough.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection
from typing import Any

from packs.compiled import policy_of
from packs.examples_of import cases, context_of
from policykit.engine.context import Context
from policykit.engine.decision import Decision
from policykit.engine.manuscript import manuscript
from policykit.engine.policy import Policy
from policykit.engine.reading import Reading
from policykit.engine.situation import situate
from policykit.errors import ContextError
from policykit.matching.validators import VALIDATORS
from policykit.model.rules import Example

INNOCENT = {"array.__new__", "builtins.id", "object.__getattr__", "sys._getframe"}
"""What touches nothing outside the interpreter."""


def context_in(policy: Policy, example: Example) -> Context:
    """The context of an example, if the policy declares what it names."""
    context = context_of(example, policy)
    try:
        situate(policy._plan, context)
    except ContextError:
        return Context()
    return context


def corpus(policy: Policy, shared: Collection[str]) -> list[tuple[str, Context]]:
    """Every example of the policies that a policy is made of, every validator's own, and odd texts.

    `shared` are the origins of layers whose examples another policy has judged already.
    """
    judged = [
        (case.text, context_in(policy, case.example))
        for layer in policy.composition.layers
        if layer.origin not in shared
        for case in cases(layer.document)
    ]
    own = [text for validator in VALIDATORS.values() for text in (*validator.hits, *validator.misses)]
    odd = ["", "\ud800 TOP SECRET", "ＣＯＮＦＩＤＥＮＴＩＡＬ - do not distribute 😀", "a\u0301\u200d"]
    return judged + [(text, Context()) for text in own + odd]


def acting(decision: Decision) -> set[str]:
    """Every rule that found something: classify, forbid and require."""
    found = (*decision.findings, *decision.disclosures, *decision.set_aside)
    return {entry.rule_id for entry in found}


def judge(policy: Policy, text: str, context: Context) -> Decision:
    """Every way to ask a policy about a text."""
    policy.redact(text, context)
    policy.explain(text, context)
    policy.evaluate_document({"title": text, "body": text}, context)
    decision = policy.evaluate(text, context)
    policy.response(decision)
    return decision


def main() -> None:
    """Prints the events, the number of texts, and the rules that found nothing, as JSON."""
    policies = [policy_of(name) for name in sys.argv[1:]]
    work: dict[Policy, list[tuple[str, Context]]] = {}
    for policy in policies:
        work[policy] = corpus(policy, {layer.origin for one in work for layer in one.composition.layers})
    said: dict[Policy, set[str]] = {policy: set() for policy in policies}
    events: Counter[str] = Counter()
    watching = True

    def note(event: str, _: tuple[Any, ...]) -> None:
        if watching and event not in INNOCENT:
            events[event] += 1

    sys.addaudithook(note)
    for policy, texts in work.items():
        for text, context in texts:
            said[policy] |= acting(judge(policy, text, context))
        long = " ".join(text for text, _ in texts)
        said[policy] |= acting(policy.evaluate(long))
        # also those detectors that no example wakes
        everything = Reading(manuscript(long), policy._atoms, policy._limits)
        for atom in range(len(policy._atoms)):
            everything.matches(atom, visible=False)
    watching = False
    own = {policy: {rule.id for rule in policy._plan.rules} for policy in policies}
    silent = sorted(set().union(*own.values()) - set().union(*said.values()))
    texts = sum(map(len, work.values()))
    print(json.dumps({"events": events, "texts": texts, "silent": silent}))


if __name__ == "__main__":
    main()
