"""A compiled policy as a value and as a judge of texts of any kind."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from engine.policies import KEY, advert, classify, forbid, permit, policy, portable, require, spans
from growth import assert_quick
from packs.compiled import HEAVY, TOGETHER, policy_of
from policykit.engine.context import Context
from policykit.engine.policy import Policy
from policykit.errors import ContextError
from policykit.model.scales import Outcome

LEVELS = [
    {"level": "open", "aliases": ["TLP:CLEAR"]},
    {"level": "closed", "aliases": ["TLP:RED", "secret"]},
]


@pytest.fixture(scope="module")
def judge() -> Policy:
    return policy(
        {"name": classify("Halcyon", "closed"), "host": forbid({"pattern": r"\bSEC-\d{2,6}\b"})},
        levels=LEVELS,
        channels={"social": {"accepts": "open"}},
        version="2026.1",
    )


@pytest.mark.parametrize(("name", "level"), [("open", "open"), ("TLP:RED", "closed"), ("secret", "closed")])
def test_a_level_by_its_name_or_an_alias(judge: Policy, name: str, level: str) -> None:
    assert judge.level(name).name == level
    assert judge.level(name) in judge.levels


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("TLP:RAD", "unknown level `TLP:RAD`: did you mean `TLP:RED`?"),
        ("opne", "unknown level `opne`: did you mean `open`?"),
        ("42", "unknown level `42`"),
    ],
)
def test_a_level_that_is_none(judge: Policy, name: str, said: str) -> None:
    with pytest.raises(ContextError) as caught:
        judge.level(name)
    assert str(caught.value) == said


def test_what_a_policy_tells_of_itself(judge: Policy) -> None:
    assert (judge.id, judge.version, len(judge.digest)) == ("world", "2026.1", 64)
    assert repr(judge) == f"Policy(id='world', version='2026.1', digest='{judge.digest[:12]}')"
    assert judge.document.policy == "world"
    assert judge.evaluate("Halcyon").policy.digest == judge.digest


def test_the_digest_is_over_what_the_policy_says() -> None:
    one, two = forbid("Halcyon"), classify("Bluefin")
    assert policy({"a": one, "b": two}).digest == policy({"b": two, "a": one}).digest
    assert policy({"a": one}).digest != policy({"b": one}).digest
    assert policy({"a": one}).digest == policy({"a": one}, key=KEY).digest == portable({"a": one}).digest


def test_a_clean_text_gets_the_shared_decision(judge: Policy) -> None:
    assert judge.evaluate("fine") is judge.evaluate("") is judge.evaluate("fine", None)
    context = Context(stage="published")
    assert judge.evaluate("fine", context) is judge.evaluate("also fine", Context(stage="published"))
    assert judge.evaluate("fine", context).stage == "published"
    # a text that wakes, and in which nothing counts
    cleared = policy({"name": forbid("Halcyon", clear_if="halcyon days")})
    assert cleared.evaluate("halcyon days") is cleared.evaluate("fine")


def test_a_rule_for_every_text_leaves_none_unread() -> None:
    judge = policy({"say": require(), "name": forbid("Halcyon")}, **advert())
    assert [d.rule_id for d in judge.evaluate("fine").disclosures] == ["say"]
    assert judge.evaluate("fine #ad").disclosures == ()


def test_a_policy_remembers_so_many_contexts_and_no_more() -> None:
    values = list(range(300))
    judge = policy({"name": forbid("Halcyon", when={"tier": 7})}, facts={"tier": {"values": values}})
    for _ in range(2):
        outcomes = [judge.evaluate("Halcyon", Context(tier=value)).outcome for value in values]
        assert [n for n, outcome in enumerate(outcomes) if outcome is Outcome.BLOCK] == [7]
    assert len(judge._prepared) <= 256


def test_many_texts_are_judged_as_they_are_asked_for(judge: Policy) -> None:
    taken: list[str] = []

    def texts() -> Iterator[str]:
        for text in ("fine", "Halcyon", "SEC-2041"):
            taken.append(text)
            yield text

    decisions = judge.evaluate_many(texts())
    assert taken == []
    assert next(decisions).outcome is Outcome.ALLOW
    assert taken == ["fine"]
    assert [d.outcome for d in decisions] == [Outcome.BLOCK] * 2
    with pytest.raises(ContextError):
        judge.evaluate_many(texts(), Context("fax"))


@pytest.mark.parametrize("text", [b"Halcyon", None, 7, ["Halcyon"], bytearray(b"x")])
def test_a_text_is_a_str(judge: Policy, text: Any) -> None:
    for call in (judge.evaluate, judge.explain, judge.redact, lambda t: list(judge.evaluate_many([t]))):
        with pytest.raises(TypeError) as caught:
            call(text)
        said = f"expected a text of type str, got {type(text).__name__}: decode bytes first"
        assert str(caught.value) == said


def test_a_kind_of_str_is_read_as_the_text_that_it_holds(judge: Policy) -> None:
    class Shouting(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "fine"

        def encode(self, *_: Any, **__: Any) -> bytes:
            return b"fine"

        def __getitem__(self, _: Any) -> str:
            return "fine"

    text = Shouting("the Halcyon")
    assert spans(judge.evaluate(text)) == [(4, 11)]
    assert judge.evaluate_document({"title": text}).outcome is Outcome.BLOCK
    assert judge.redact(text).text == "the ███████"
    assert [(s.start, s.end) for s in judge.explain(text).give_up] == [(4, 11)]


def test_markup_is_said_and_never_guessed(judge: Policy) -> None:
    assert judge.evaluate("Halcyon", markup="plain").outcome is Outcome.BLOCK
    with pytest.raises(ValueError, match="unknown markup `docx`: expected `plain`, `html` or `markdown`"):
        judge.evaluate("<b>Halcyon</b>", markup="docx")


ODD = {
    "empty": "",
    "white space": " \t\n\u2003\u2028" * 50,
    "a lone surrogate": "\ud800",
    "surrogates round a name": "\udfff Halcyon \ud800",
    "nul": "\0" * 1000 + "Halcyon\0",
    "every control character": "".join(map(chr, range(32))) + " Halcyon",
    "right to left": "\u202eHalcyon\u202c \u2066x\u2069\u061c\u200f",
    "only combining marks": "\u0301\u0489\u20dd" * 2000,
    "marks on a name": "H\u0301alcyon Halcyon\u0301\u0301",
    "noncharacters": "\uffff\ufdd0\U0010ffff Halcyon",
    "joiners": "\u200d\ufe0f\u200b\u2060\ufeff" * 1000,
    "tags": "\U000e0041\U000e007f" * 500 + "Halcyon",
    "one long word": "Halcyon" * 3000,
    "no spaces": "a" * 200_000,
    "stops": "." * 100_000,
    "hashtags": "#a " * 30_000,
    "emoji": "👩\u200d👩\u200d👧🏽🇩🇪" * 3000,
}


# what is long makes a policy compile how to look for things in long texts, which takes a large one very long
TRIED = [pytest.param("judge", text, id=f"judge-{kind}") for kind, text in ODD.items()] + [
    pytest.param(
        "default", text, id=f"default-{kind}", marks=[TOGETHER, HEAVY] if len(text) > 50_000 else TOGETHER
    )
    for kind, text in ODD.items()
]


@pytest.mark.parametrize(("name", "text"), TRIED)
def test_a_text_of_any_kind_gets_a_decision(request: pytest.FixtureRequest, name: str, text: str) -> None:
    compiled: Policy = request.getfixturevalue(name)
    decision = assert_quick(lambda: compiled.evaluate(text), 10)
    for finding in decision.findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
    assert decision.complete
    assert decision.failed == ()
    decision.to_json(text=text).encode()


@pytest.fixture(scope="module")
def default() -> Policy:
    return policy_of("default")


@pytest.mark.parametrize("name", ["judge", pytest.param("default", marks=[TOGETHER, HEAVY])])
@pytest.mark.parametrize(
    ("piece", "times"),
    [("so it goes. ", 834_000), ("ünd 😀 é ", 667_000), ("Halcyon und SEC-2041; ", 20_000)],
    ids=["10 MB", "10 MB of folds", "40,000 findings"],
)
def test_a_long_text_gets_a_decision(
    request: pytest.FixtureRequest, name: str, piece: str, times: int
) -> None:
    compiled: Policy = request.getfixturevalue(name)
    text = piece * times + "Halcyon"
    decision = assert_quick(lambda: compiled.evaluate(text), 30)
    assert decision.complete
    assert decision.outcome is (Outcome.BLOCK if name == "judge" else Outcome.ALLOW)


def test_a_surrogate_hides_nothing(judge: Policy) -> None:
    assert spans(judge.evaluate("\ud800 Halcyon SEC-2041")) == [(2, 9), (10, 18)]


def test_a_policy_travels_as_what_it_is_made_of() -> None:
    rules = {"name": classify({"terms": ["Halcyon"]}), "fair": permit("name", find="fair", span="text")}
    judge = policy(rules, key=KEY)
    for twin in (pickle.loads(pickle.dumps(judge)), pickle.loads(pickle.dumps(portable(rules, key=KEY)))):
        assert isinstance(twin, Policy)
        assert twin.digest == judge.digest
        for text in ("fine", "Halcyon", "Halcyon fair"):
            assert twin.evaluate(text).to_json() == judge.evaluate(text).to_json()
