"""From a policy as plain values to a world of the specification and to policies of the engine, without files.

One document, no layers: what `loading` does with layers is its own concern. Policies are compiled from a
composition that is put together here, so that the engine can be tested apart from `loading`.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal
from unittest import mock

from oracle.plain import Failing, PlainMatches, key_of
from oracle.values import World
from policykit.engine import compile as compiling
from policykit.engine.context import Context
from policykit.engine.nodes import Nodes
from policykit.engine.policy import Policy
from policykit.matching.atoms import Atom
from policykit.model.composition import Composition, Layer, PlacedRule
from policykit.model.document import DEFAULT_LEVELS, Caps, PolicyDocument
from policykit.model.scales import CATEGORIES, Outcome

KEY = b"a key for tests, no secret"
BASE: Mapping[str, Any] = {
    "policy": "world",
    "channels": {"social": {"accepts": "public"}, "intranet": {"accepts": "internal"}},
    "default_channel": "social",
}
"""What every policy of a test has unless it says otherwise."""


def document(values: Mapping[str, Any]) -> PolicyDocument:
    """The document that plain values describe, on top of `BASE`."""
    return PolicyDocument.model_validate({**BASE, **values})


def composed(document: PolicyDocument) -> Composition:
    """A composition of one layer."""
    layer = Layer("<mapping>", document, {}, {name: (0, d) for name, d in document.detectors.items()})
    return Composition(
        layers=(layer,),
        levels=document.levels or DEFAULT_LEVELS,
        channels=document.channels,
        default_channel=document.default_channel or next(iter(document.channels)),
        facts=document.facts,
        categories={**CATEGORIES, **document.categories},
        rules={name: PlacedRule(rule, 0) for name, rule in document.rules.items()},
        disclosures=document.disclosures,
        ladder=document.ladder,
        if_leaked=document.if_leaked,
        report_to=document.report_to,
        accepted=document.accepted,
        unanswered=document.unanswered or Outcome.REVIEW,
        caps=document.caps or Caps(),
        time_zone=document.time_zone,
        life=document.life,
        budget=document.budget,
    )


def policy(
    values: Mapping[str, Any] | PolicyDocument,
    scanner: Literal["auto", "portable"] = "portable",
    *,
    failing: frozenset[Hashable] = frozenset(),
    key: bytes | None = None,
) -> Policy:
    """The engine's policy for plain values; the atoms of `failing` fail where they would have matched."""
    read = values if isinstance(values, PolicyDocument) else document(values)
    with _made_to_fail(failing):
        return compiling.compile_composition(composed(read), key=key, scanner=scanner)


def world(
    document: PolicyDocument,
    text: str,
    context: Context | None = None,
    *,
    failing: frozenset[Hashable] = frozenset(),
    key: bytes | None = None,
) -> World:
    """The specification's world for the same."""
    context = context or Context()
    known: dict[str, Any] = {n: f.default for n, f in document.facts.items() if f.default is not None}
    known |= {**dict(context.facts), "channel": context.channel or document.default_channel}
    fingerprint = None if key is None else lambda rule, words: keyed(key, rule, words)
    matches = PlainMatches(failing, document.pattern_width, document.budget)
    return World(document, text, known, context.at, matches, fingerprint)


def keyed(key: bytes, rule: str, words: str) -> str:
    """The fingerprint of a finding: the rule and the words, case and white space aside."""
    message = "\0".join((rule, " ".join(words.casefold().split())))
    return hmac.digest(key, message.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:32]


@contextmanager
def _made_to_fail(failing: frozenset[Hashable]) -> Iterator[None]:
    class FailingNodes(Nodes):
        def _leaf(self, key: Any, name: str, make: Any) -> Any:
            # the engine's key of a pattern also holds its greatest width
            plain = key[:3] if key[0] == "pattern" else key
            if key[:2] == ("phrases", "none"):  # names in disguise are the business of the scanner's tests
                plain = ("phrases", "alike", *key[2:])
            wrapped: Any = (lambda: Failing(make())) if plain in failing else make
            return super()._leaf(key, name, wrapped)

    if failing:
        with mock.patch.object(compiling, "Nodes", FailingNodes):
            yield
    else:
        yield


__all__ = ["BASE", "KEY", "Atom", "composed", "document", "key_of", "keyed", "policy", "world"]
