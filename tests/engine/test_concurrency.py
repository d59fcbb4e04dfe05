"""One policy from many threads, and in other processes, gives the decisions of one thread."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache

import pytest

from engine.policies import BASE
from packs.compiled import HEAVY, POLICIES, TOGETHER, document_of, policy_of
from packs.examples_of import cases
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.loading.entry import load

pytestmark = TOGETHER
THREADS = 8
ALL = [case.text for name in POLICIES for case in cases(document_of(name))]
CONTEXTS = (None, Context("intranet", stage="published"))
SMALL = {
    **BASE,
    "extends": ["endorsements", "markings", "protected-speech"],
    "detectors": {"client": {"terms": ["Contoso Health", "Fabrikam Bank"]}},
    "rules": {
        "name": {
            "kind": "classify",
            "level": "internal",
            "category": "trade_secret",
            "find": {"any": ["roadmap", {"pattern": r"\bNW\d{4,10}\b"}]},
            "clear_if": "public roadmap",
        },
        "client-named": {
            "kind": "classify",
            "level": "restricted",
            "category": "client_detail",
            "find": "<client>",
            "doubt_if": "press",
        },
        "card": {
            "kind": "forbid",
            "category": "personal_data",
            "find": {"validator": "card"},
            "with": {"any": ["card", "Karte"]},
        },
        "at-a-fair": {
            "kind": "permit",
            "lifts": ["name"],
            "reason": "shown there",
            "owner": "press office",
            "find": "fair",
            "span": "sentence",
        },
    },
}
"""Rules and evidence of every kind. Every process that is handed it compiles it anew."""
OWN = (
    "the roadmap, NW20411 and the public roadmap",
    "we met Contoso Health. The press met Fabrikam Bank, too",
    "her card: 4916 1234 5678 9010",
    "see the roadmap at the fair. The roadmap stays here",
)
TEXTS = ("\n\n".join(ALL[::20]), *OWN, *ALL[::27])


@cache
def small() -> Policy:
    return load(SMALL)


@pytest.fixture(scope="module", params=["small", pytest.param("northwind", marks=HEAVY)])
def judge(request: pytest.FixtureRequest) -> Policy:
    return small() if request.param == "small" else policy_of(request.param)


@pytest.fixture(scope="module")
def pickled(judge: Policy) -> bytes:
    return pickle.dumps(judge)


@pytest.fixture(scope="module")
def twin(pickled: bytes) -> Policy:
    """The policy, compiled from its pickle; nobody has asked it yet."""
    again = pickle.loads(pickled)
    assert isinstance(again, Policy)
    return again


def decide(policy: Policy, texts: Sequence[str]) -> list[str]:
    """The decision on each text, in each context, as JSON."""
    return [policy.evaluate(text, context).to_json() for text in texts for context in CONTEXTS]


def test_the_own_texts_reach_every_rule_of_the_small_policy() -> None:
    judge = small()
    decisions = [judge.evaluate(text) for text in OWN]
    named = {finding.rule_id for decision in decisions for finding in decision.findings}
    lifted = {by for decision in decisions for entry in decision.set_aside for by in entry.by}
    assert {"name", "client-named", "card"} <= named
    assert "at-a-fair" in lifted


def test_threads_share_a_policy(judge: Policy, twin: Policy) -> None:
    start = threading.Barrier(THREADS)

    def work(turn: int) -> list[str]:
        # all begin at once, with a policy that nobody has asked yet
        start.wait()
        return decide(twin, TEXTS if turn % 2 else TEXTS[::-1])

    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(work, range(THREADS)))
    there_and_back = decide(judge, TEXTS[::-1]), decide(judge, TEXTS)
    for turn, decided in enumerate(together):
        assert decided == there_and_back[turn % 2]


def test_worker_processes_share_a_policy() -> None:
    judge = small()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        there = [future.result(120) for future in [pool.submit(decide, judge, TEXTS) for _ in range(2)]]
    assert there == [decide(judge, TEXTS)] * 2


def test_a_pickle_holds_no_scanner(judge: Policy, pickled: bytes, twin: Policy) -> None:
    assert b"hyperscan" not in pickled.lower()
    assert decide(twin, TEXTS[:20]) == decide(judge, TEXTS[:20])
