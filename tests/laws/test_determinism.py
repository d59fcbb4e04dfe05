"""The law of sameness: one policy, text and context have one decision, byte for byte, wherever it is made."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laws.law import law
from oracle.strategies import Sample, samples, texts
from oracle.worlds import KEY, policy

TESTS = Path(__file__).parents[1]
JUDGE = """
import pickle, sys
sys.path.insert(0, sys.argv[1])
from oracle.worlds import KEY, policy
for sample in pickle.load(sys.stdin.buffer):
    decision = policy(sample.values, key=KEY).evaluate(sample.text, sample.context)
    print(decision.to_json(text=sample.text), decision.to_json(indent=1))
"""


@law(sample=samples(), others=st.lists(texts(), max_size=2), context=samples())
def test_l21_the_same_is_said_again(sample: Sample, others: list[str], context: Sample) -> None:
    """Compiled again, pickled, after other texts and other contexts: the same JSON."""
    one = policy(sample.values, key=KEY)
    said = one.evaluate(sample.text, sample.context)
    assert said.complete
    used = policy(sample.values, key=KEY)
    for text in others:
        used.evaluate(text, context.context)
        used.redact(text, sample.context)
    used.explain(sample.text, context.context)
    travelled = pickle.loads(pickle.dumps(one))
    for again in (one, used, travelled):
        decision = again.evaluate(sample.text, sample.context)
        assert decision.to_json(text=sample.text) == said.to_json(text=sample.text)
        assert decision.to_json() == said.to_json()
        assert decision == said
    assert pickle.loads(pickle.dumps(said)) == said


@pytest.mark.parametrize("examples", [60, pytest.param(300, marks=pytest.mark.heavy)])
def test_l21_in_two_processes(examples: int) -> None:
    """Two processes with other hash seeds write the same bytes."""
    drawn: list[Sample] = []

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(samples())
    def draw(sample: Sample) -> None:
        drawn.append(sample)

    draw()
    written = [
        subprocess.run(
            [sys.executable, "-c", JUDGE, str(TESTS)],
            input=pickle.dumps(drawn),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8:surrogatepass"},
        ).stdout
        for seed in ("1", "4242")
    ]
    assert written[0] == written[1]
    assert written[0].count(b'"outcome"') > examples
