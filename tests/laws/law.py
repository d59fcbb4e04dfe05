"""A law as a value: a property and what it is given, so that it can be run as it is and under a mutant.

The plain run takes 60 examples a law, always the same ones, and the heavy one 200, which begin with those;
`--hypothesis-profile=thorough` takes 5,000 new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from oracle.strategies import Sample
from oracle.worlds import KEY, policy
from policykit.engine.decision import Decision
from policykit.model.scales import Outcome

EXAMPLES = (60, pytest.param(200, marks=pytest.mark.heavy))
THOROUGH = "thorough"
NO_CHECKS = tuple(HealthCheck)


@attrs.frozen
class Law:
    """`body` takes one drawn value for each of `given`, and asserts."""

    body: Callable[..., None]
    given: dict[str, Any]

    def run(self, examples: int, **kwargs: Any) -> None:
        """Try so many examples; raises what the body raises."""
        chosen = settings(
            max_examples=examples,
            deadline=None,
            database=None,
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=NO_CHECKS,
            **kwargs,
        )
        chosen(given(**self.given)(self.body))()


LAWS: dict[str, Law] = {}
"""Every law by its name, `L01` to `L21`, as the modules beside this one are imported."""


def law(**strategies: Any) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Makes a law, and the test that runs it, of a function whose name begins with `test_l01`."""

    def made(body: Callable[..., None]) -> Callable[[int], None]:
        stated = Law(body, strategies)
        LAWS[body.__name__.split("_")[1].upper()] = stated

        @pytest.mark.parametrize("examples", EXAMPLES)
        def test(examples: int) -> None:
            thorough = settings.get_current_profile_name() == THOROUGH
            stated.run(settings().max_examples if thorough else examples, derandomize=not thorough)

        test.__name__, test.__doc__ = body.__name__, body.__doc__
        return test

    return made


def is_killed(stated: Law, examples: int) -> bool:
    """Whether a law fails as it now stands; the first failure will do."""
    try:
        stated.run(examples, derandomize=True, phases=(Phase.generate,))
    except AssertionError:
        return True
    return False


def decide(sample: Sample) -> Decision:
    """What the engine says to a sample."""
    return policy(sample.values, key=KEY).evaluate(sample.text, sample.context)


def no_laxer(mild: Decision, strict: Decision) -> bool:
    """Whether neither the outcome nor the level of the second is lower."""
    return mild.outcome <= strict.outcome and mild.level <= strict.level


def worst(decision: Decision) -> Outcome:
    """The worst outcome of all findings."""
    return max((finding.outcome for finding in decision.findings), default=Outcome.ALLOW)
