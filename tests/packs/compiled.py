"""The shipped policies and the worked one, each composed and compiled once in a process.

Compiling the larger of them takes seconds, and the worked one most of a minute. What takes one from here
must leave it as it is, which is easy: a policy is a value, and what it remembers about texts changes no
answer. The modules that ask for many of them are run by one process (`TOGETHER`), so that no other has to
compile them, too. What needs the worked policy compiled is `HEAVY`, and left to `.ci/run`; its document
costs little.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs
import pytest

from policykit.engine.compile import compile_composition
from policykit.engine.policy import Policy
from policykit.loading.entry import compose, load
from policykit.loading.layers import read_layers
from policykit.matching.pattern.prepared import Prepared
from policykit.model.composition import Composition
from policykit.model.document import PolicyDocument
from policykit.model.find import Search
from policykit.model.rules import Forbid, Permit, Protect
from policykit.packs.shipped import SHIPPED, read_patterns

NORTHWIND = Path(__file__).parents[2] / "examples" / "northwind" / "policy.yaml"
POLICIES = (*SHIPPED, "northwind")
TOGETHER = pytest.mark.xdist_group("shipped policies")
HEAVY = pytest.mark.heavy
COMPILED = (*SHIPPED, pytest.param("northwind", marks=HEAVY))
"""The names for tests that compile what they ask for."""
KEY = b"a key for tests, no secret"
_PROBED = (*Search.model_fields, "when", "since", "until")


@cache
def composition_of(name: str) -> Composition:
    return compose(_source_of(name))


@cache
def document_of(name: str) -> PolicyDocument:
    """Its own document, read and not checked: every process that collects tests asks for all of them."""
    layers = read_layers(_source_of(name), None)
    assert not layers.problems
    return layers.sheets[-1].document


@cache
def policy_of(name: str) -> Policy:
    return load(_source_of(name), key=KEY)


@cache
def twin_of(name: str) -> Policy:
    """The same policy on the portable scanner."""
    return without_hyperscan(composition_of(name))


def without_hyperscan(composition: Composition) -> Policy:
    """A policy on the portable scanner, which is compiled in a fraction of the time."""
    return compile_composition(composition, key=KEY, scanner="portable", prepared=_prepared())


@cache
def probe_of(name: str) -> Policy:
    """What permits and protects match shows in no decision: the same searches as rules that forbid."""
    composition = composition_of(name)
    rules = {}
    for rule_id, placed in composition.rules.items():
        if isinstance(placed.rule, Permit | Protect) and placed.rule.find is not None:
            kept = {field: getattr(placed.rule, field) for field in _PROBED}
            rules[rule_id] = attrs.evolve(placed, rule=Forbid(category="conduct", **kept))
    return compile_composition(attrs.evolve(composition, rules=rules, accepted=()), prepared=_prepared())


def _source_of(name: str) -> Path | str:
    return NORTHWIND if name == "northwind" else name


@cache
def _prepared() -> Prepared:
    """The patterns of the shipped packs as they are read when one of those is loaded."""
    return Prepared.of(read_patterns())
