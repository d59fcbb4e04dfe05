"""Hypothesis strategies: policies, texts and contexts in which things meet.

Everything is drawn from a handful of words, so that finds match, permits cover, protects shield and evidence
stands near; `coverage` names what happened, and a test asks that each of it happens often. Draws shrink to
the plain case: fewer rules, fewer fields, shorter texts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from oracle.plain import key_of
from oracle.worlds import KEY, document, keyed
from policykit.engine.context import Context
from policykit.model.document import PolicyDocument
from policykit.model.find import Counted, Either, Every, referred, walk

PHRASES = ("a", "b", "c", "a", "b", "c", "ab", "a b", "b c", "c a", "b a", "#a", "a b c")
PATTERNS = (
    "ab?", "a+b", r"\bc\b", "[bc]", "a.b", r"a\s?b", r"b(?= c)", r"(?<=a )b", r"b[^\w\n]{1,3}c", "(?i)A b",
)  # fmt: skip
WORDS = (
    "a", "b", "c", "a", "b", "c", "a", "b", "c", "ab", "a b", "b c", "#a", "#ad", "x",
    "A", "ｂ", "ａ", "a\u200bb", "аb", "c\u0301", "\ud800",
)  # fmt: skip
GAPS = (
    " ", " ", " ", " ", " ", " ", ". ", ". ", "! ", "\n", "\n\n", "\r\n", "\u2028",
    "; ", ": ", ", ", "-", "", " 🙂 ",
)  # fmt: skip
FAR = " " + "xx " * 70
"""Further than a clause reaches."""
CATEGORIES = ("conduct", "marking", "undisclosed_endorsement")
OUTCOMES = ("block", "review", "warn", "block")
LEVELS = ("public", "internal", "confidential", "restricted")
DAYS = tuple(range(1, 9))
FACTS = {"author": ("employee", "official"), "paid": (True, False), "jurisdiction": ("US", "GB")}
RESTRICTIVE = ("forbid", "classify", "require")
KINDS = (*RESTRICTIVE, "permit", "protect")


@attrs.frozen
class Sample:
    """A policy as plain values, a text, and a context."""

    values: dict[str, Any]
    text: str
    context: Context

    @property
    def document(self) -> PolicyDocument:
        return document(self.values)

    @property
    def unlimited(self) -> Sample:
        """The same without a budget that could be spent."""
        return attrs.evolve(self, values={k: v for k, v in self.values.items() if k != "budget"})

    def with_rules(self, rules: dict[str, Any]) -> Sample:
        """The same with other rules; permits lose the targets that are gone, and go with the last of them."""
        kept = {}
        for name, rule in rules.items():
            if rule["kind"] == "permit":
                rule = {**rule, "lifts": [n for n in rule["lifts"] if n in rules]}
            if rule.get("lifts", True):
                kept[name] = rule
        return attrs.evolve(self, values={**self.values, "rules": kept})


class Choices(tuple[Any, ...]):
    """What there is to choose from, told apart by how it is written: `(True, False)` is not `(1, 0)`."""

    def __hash__(self) -> int:
        return hash(repr(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choices) and repr(self) == repr(other)


# Making a strategy takes longer than drawing from it, and a world takes two hundred draws.
TENTHS = st.integers(0, 9)


@cache
def _one_of(choices: Choices) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


@cache
def _some_of(choices: Choices, least: int, most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(_one_of(choices), min_size=least, max_size=most, unique_by=repr)


class Author:
    """Draws the parts of a policy."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self._draw = draw
        self.detectors: list[str] = []

    def chance(self, tenths: int) -> bool:
        return bool(self._draw(TENTHS) >= 10 - tenths)

    def one(self, choices: Sequence[Any]) -> Any:
        # a list holds what was drawn for one world, and may hold what is put together there
        return self._draw(
            st.sampled_from(choices) if isinstance(choices, list) else _one_of(Choices(choices))
        )

    def some(self, choices: Sequence[Any], least: int = 1, most: int = 2) -> list[Any]:
        return list(self._draw(_some_of(Choices(choices), least, most)))

    def _several(self, choices: Sequence[Any], least: int, most: int) -> list[Any]:
        # `lists` would stop early: it makes half of all texts empty
        return [self.one(choices) for _ in range(self._draw(st.integers(least, most)))]

    def item(self, deep: bool = True) -> Any:
        kind = self._draw(st.integers(0, 19))
        if kind < 12:
            return self.one(PHRASES)
        if kind < 16:
            return {"pattern": self.one(PATTERNS)}
        if kind == 16:
            return {"terms": self.some(PHRASES)}
        if kind == 17 and deep:
            return {"all": [self.item(False), self.item(False)]}
        if kind == 18 and deep:
            return {"any": self.find(1)} if self.chance(5) else {"count": 2, "of": self.find(1)}
        return f"<{self.one(self.detectors)}>" if self.detectors else "a"

    def find(self, least: int = 1) -> list[Any]:
        return [self.item() for _ in range(self._draw(st.integers(least, 2)))]

    def search(self, evidence: int = 2) -> dict[str, Any]:
        search: dict[str, Any] = {"find": self.find()}
        for name in ("with", "without", "clear_if", "sure_if", "doubt_if"):
            if self.chance({"doubt_if": evidence + 1, "sure_if": evidence, "without": evidence}.get(name, 1)):
                search[name] = [self.item()] if name in ("without", "clear_if") else self.find(2)
        if self.chance(evidence) or "sure_if" in search:
            search["starts"] = self.one(
                ("low", "medium") if "sure_if" in search else ("low", "medium", "high")
            )
        if self.chance(evidence + 1):
            search["within"] = self.one(("text", "text", 2, 6, 20))
        if self.chance(1):
            search["at_least"] = 2
        return search

    def gate(self, tenths: int = 1) -> dict[str, Any]:
        gate: dict[str, Any] = {}
        if self.chance(tenths + 1):
            fact = self.one(("author", "paid", "jurisdiction", "channel"))
            gate["when"] = {fact: [self.one(FACTS.get(fact, ("social", "intranet")))]}
        if self.chance(tenths):
            first, last = sorted(self.some(DAYS, 2, 2))
            window = {"since": day(first, self.chance(5)), "until": day(last, self.chance(5))}
            gate |= self.one([window, {"since": window["since"]}, {"until": window["until"]}])
        return gate

    def rule(self, kind: str, lifts: Sequence[str] = (), finds: Sequence[Any] = ()) -> dict[str, Any]:
        rule = {"kind": kind, **self.search(1 if kind in ("permit", "protect") else 2), **self.gate()}
        if kind in RESTRICTIVE:
            rule |= {"category": self.one(CATEGORIES), "outcome": self.one(OUTCOMES)}
        if kind in ("classify", "forbid") and self.chance(2):
            rule["absolute"] = True
        if kind in ("classify", "forbid") and self.chance(2):
            rule["until_stated"] = True
        if kind == "classify":
            rule["level"] = self.one(LEVELS[1:])
        if kind == "require":
            rule["disclose"] = self.one(("told", "shown"))
            if self.chance(3):
                rule = {k: v for k, v in rule.items() if k not in SEARCH_FIELDS}
        if kind == "permit":
            rule |= {"lifts": self.some(lifts), "reason": "a reason", "owner": "an owner"}
            rule["span"] = self.one(("match", "sentence", "text"))
            if self.chance(4):
                rule["declassifies_to"] = self.one(LEVELS[:2])
            if self.chance(2):
                rule = {k: v for k, v in rule.items() if k not in SEARCH_FIELDS}
            elif finds and self.chance(5):
                rule["find"] = self.one(finds)
        if kind == "protect":
            rule |= {"shields": self.some(CATEGORIES, 1, 3), "basis": {"US": "a law"}}
            rule["at_most"] = self.one(("warn", "allow", "review"))
        return rule

    def rules(self) -> dict[str, Any]:
        restrictive = {
            f"{kind[0]}{number}": self.rule(kind)
            for number, kind in enumerate(self._several(RESTRICTIVE, 1, 4))
        }
        finds = [rule["find"] for rule in restrictive.values() if "find" in rule]
        others = {
            f"{'x' if kind == 'protect' else 'p'}{number}": self.rule(kind, sorted(restrictive), finds)
            for number, kind in enumerate(self._several(KINDS[3:], 0, 4))
        }
        return {**others, **restrictive}

    def disclosure(self) -> dict[str, Any]:
        accept: dict[str, Any] = {"any": self.some(PHRASES)} if self.chance(7) else {}
        for name in FACTS["jurisdiction"]:
            if self.chance(4) or not accept:
                accept[name] = self.some(PHRASES)
        place = self.one(("anywhere", "start", "end", 1, 6))
        return {"accept": accept, "place": place, "reject": self.some(PHRASES, 0, 1)}

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = {"detectors": {}, "facts": {}}
        for name in ("d0", "d1"):
            if self.chance(5):
                values["detectors"][name] = self.search()
                self.detectors.append(name)
        for name, allowed in FACTS.items():
            values["facts"][name] = {"values": list(allowed)}
            if self.chance(2):
                values["facts"][name]["default"] = allowed[0]
        values["disclosures"] = {name: self.disclosure() for name in ("told", "shown")}
        values["rules"] = self.rules()
        if self.chance(2):
            values["unanswered"] = self.one(("warn", "review", "block"))
        if self.chance(2):
            ranks = sorted(self._draw(st.integers(0, 3)) for _ in range(3))
            words = ("allow", "warn", "review", "block")
            values["caps"] = dict(zip(("low", "medium", "high"), (words[r] for r in ranks), strict=True))
        if self.chance(1):
            values["budget"] = self.one([{"matches": 2}, {"code_points": 3}])
        if self.chance(3):
            rule = self.one([name for name in sorted(values["rules"]) if name[0] in "cf"] or ["f0"])
            finds = values["rules"].get(rule, {}).get("find", ())
            words = self.one([item for item in finds if isinstance(item, str)] or PHRASES)
            entry = {
                "rule": rule,
                "fingerprint": keyed(KEY, rule, words),
                "reason": "a reason",
                "by": "somebody",
            }
            values["accepted"] = [{**entry, "until": day(self.one(DAYS), False)}]
        return values

    def text(self, most: int = 14) -> str:
        parts = [self.one(WORDS) + self.one(GAPS) for _ in range(self._draw(st.integers(3, most)))]
        if self.chance(1):
            parts.insert(1, self.one(WORDS) + FAR)
        if self.chance(3):
            parts.insert(self.one((0, 1, 2)), day(self.one(DAYS), self.chance(5)) + self.one(GAPS))
        return "".join(parts)

    def context(self) -> Context:
        facts = {name: self.one(values) for name, values in FACTS.items() if self.chance(4)}
        at = None
        if self.chance(7):
            at = dt.datetime(2026, 3, self.one(DAYS), self.one((0, 12)), tzinfo=dt.UTC)
        channel = self.one((None, "social", "intranet"))
        return Context(channel, at=at, stage=self.one(("draft", "published")), facts=facts)


SEARCH_FIELDS = frozenset(
    ("find", "with", "without", "within", "clear_if", "sure_if", "doubt_if", "at_least", "starts")
)


def day(number: int, exact: bool) -> str:
    """A day of March 2026, as a date or as an instant in another zone than the policy's."""
    return f"2026-03-{number:02}T12:00:00+01:00" if exact else f"2026-03-{number:02}"


@st.composite
def samples(draw: Any) -> Sample:
    """A policy, a text and a context."""
    author = Author(draw)
    return Sample(author.values(), author.text(), author.context())


@st.composite
def rules(draw: Any, *kinds: str, lifts: Sequence[str] = ("f0", "c0", "r0")) -> dict[str, Any]:
    """A rule of one of the kinds."""
    author = Author(draw)
    return author.rule(author.one(kinds), lifts)


@st.composite
def texts(draw: Any) -> str:
    """A text of the same words."""
    return Author(draw).text()


def plain_keys(document: PolicyDocument) -> list[Hashable]:
    """The keys of what can be made to fail in a document, sorted; the phrases of a list fail together."""
    keys: set[Hashable] = set()
    for part in (*document.detectors.values(), *document.rules.values()):
        for find in (part.find, part.with_, part.without, part.clear_if, part.sure_if, part.doubt_if):
            keys |= set(_keys(find or ()))
    for disclosure in document.disclosures.values():
        keys |= {key_of(tuple(words)) for words in (*disclosure.accept.values(), disclosure.reject) if words}
    return sorted(keys, key=repr)


def _keys(find: Iterable[Any]) -> Iterator[Hashable]:
    plain = [item for item in walk(find) if not isinstance(item, Every | Either | Counted)]
    phrases = [item for item in plain if isinstance(item, str) and referred(item) is None]
    yield from (key_of(item) for item in plain if not isinstance(item, str))
    yield from (key_of((item,)) for item in phrases)
    if phrases:
        yield key_of(tuple(phrases))
