"""The worked policy uses every part of the model, and the ladder and the leak response work on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from packs.compiled import HEAVY, TOGETHER, document_of, policy_of
from policykit.engine.context import Context
from policykit.engine.ladder import Incident
from policykit.model import consequences, document, find, rules
from policykit.model.part import Part
from policykit.model.scales import Outcome, Severity

pytestmark = TOGETHER

AT = dt.datetime(2027, 3, 4, 8, 0, tzinfo=dt.UTC)


def parts(value: object) -> Iterator[Part]:
    """Every part inside a value."""
    if isinstance(value, Part):
        yield value
        value = [getattr(value, field) for field in value.model_fields_set]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from parts(inner)


def declared() -> set[str]:
    """Every field of every class of the model, under the class that declares it."""
    classes = {
        cls
        for module in (consequences, document, find, rules)
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Part) and cls is not Part
    }
    return {f"{cls.__name__}.{field}" for cls in classes for field in vars(cls).get("__annotations__", {})}


def written(policy: document.PolicyDocument) -> set[str]:
    """The fields that a document sets, under the class that declares each."""
    found = set()
    for part in parts(policy):
        for field in part.model_fields_set:
            homes = [
                cls
                for cls in type(part).__mro__
                if issubclass(cls, BaseModel) and field in vars(cls).get("__annotations__", {})
            ]
            found |= {f"{cls.__name__}.{field}" for cls in homes}
    return found


def test_every_part_of_the_model_is_used() -> None:
    # a detector from elsewhere has to be handed in by whoever loads the policy
    assert declared() - written(document_of("northwind")) == {"External.external"}


def test_every_choice_of_a_scale_is_used() -> None:
    own = document_of("northwind").rules.values()
    assert {rule.kind for rule in own} == {"classify", "forbid", "require", "permit", "protect"}
    permits = [rule for rule in own if isinstance(rule, rules.Permit)]
    assert {rule.span for rule in permits} == {"match", "sentence", "text"}


@HEAVY
def test_no_output_names_a_client() -> None:
    policy = policy_of("northwind")
    decision = policy.evaluate("our arms at Contoso Health lifted 200 beds today")
    assert decision.outcome is Outcome.BLOCK
    assert "Contoso" not in f"{decision!r}{decision.to_json()}{policy!r}{policy.composition!r}"


@HEAVY
def test_a_published_leak_says_what_to_do_and_by_when() -> None:
    policy = policy_of("northwind")
    decision = policy.evaluate("Fabrikam Bank renewed for two years", Context(stage="published", at=AT))
    response = policy.response(decision, published_at=AT, aware_at=AT)
    due = {step.step.who: step.due for step in response.steps}
    assert due == {
        "author": AT + dt.timedelta(minutes=15),
        "client services": AT + dt.timedelta(hours=24),
        "communications": None,
    }
    assert [channel.anonymous for channel in response.report_to] == [True, False]


@HEAVY
def test_a_draft_never_reaches_the_ladder() -> None:
    policy = policy_of("northwind")
    decision = policy.evaluate("you will regret leaving", Context(at=AT))
    assert decision.outcome is Outcome.BLOCK
    assert policy.ladder.recommend(decision, at=AT).steps == ()


@HEAVY
@pytest.mark.parametrize(
    ("history", "steps"),
    [
        ((), ["written warning", "dismissal"]),
        ((Incident(AT - dt.timedelta(days=30), Severity.MINOR),), ["dismissal"]),
        ((Incident(AT - dt.timedelta(days=900), Severity.MINOR),), ["written warning", "dismissal"]),
    ],
)
def test_the_ladder_gives_a_range(history: tuple[Incident, ...], steps: list[str]) -> None:
    policy = policy_of("northwind")
    decision = policy.evaluate("you will regret leaving", Context(stage="published", at=AT))
    recommendation = policy.ladder.recommend(decision, history, at=AT)
    assert [step.step for step in recommendation.steps] == steps
    assert recommendation.human_review_required


@HEAVY
def test_the_shop_floor_may_speak_where_machines_stand() -> None:
    decision = policy_of("northwind").evaluate("the line speed in hall 4 kills us, NW0042001248 is unguarded")
    assert decision.outcome is Outcome.WARN
    assert [entry.by for entry in decision.set_aside] == [("shop-floor-talk",)]
