"""One policy from many threads, and in other processes, gives the decisions of one thread."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from engine.policies import KEY
from packs.examples_of import cases
from packs.test_examples import NORTHWIND, POLICIES, document_of
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.loading.entry import load

THREADS = 8
ALL = [case.text for name in POLICIES for case in cases(document_of(name))]
TEXTS = ("\n\n".join(ALL[::20]), *ALL[::9])
CONTEXTS = (None, Context("intranet", stage="published"))


@pytest.fixture(scope="module")
def judge() -> Policy:
    return load(NORTHWIND, key=KEY)


def decide(policy: Policy, texts: Sequence[str]) -> list[str]:
    """The decision on each text, in each context, as JSON."""
    return [policy.evaluate(text, context).to_json() for text in texts for context in CONTEXTS]


def test_threads_share_a_policy(judge: Policy) -> None:
    fresh = load(NORTHWIND, key=KEY)
    start = threading.Barrier(THREADS)

    def work(turn: int) -> list[str]:
        # all begin at once, with a policy that nobody has asked yet
        start.wait()
        return decide(fresh, TEXTS if turn % 2 else TEXTS[::-1])

    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(work, range(THREADS)))
    for turn, decided in enumerate(together):
        assert decided == decide(judge, TEXTS if turn % 2 else TEXTS[::-1])


def test_worker_processes_share_a_policy(judge: Policy) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        there = [future.result(120) for future in [pool.submit(decide, judge, TEXTS) for _ in range(2)]]
    assert there == [decide(judge, TEXTS)] * 2


def test_a_pickle_holds_no_scanner(judge: Policy) -> None:
    pickled = pickle.dumps(judge)
    assert b"hyperscan" not in pickled.lower()
    assert decide(pickle.loads(pickled), TEXTS[:20]) == decide(judge, TEXTS[:20])
