"""What may be written in a policy document, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from policykit.model.composition import Composition, Layer, PlacedRule
from policykit.model.consequences import Ladder, Life
from policykit.model.document import DEFAULT_LEVELS, Caps, Fact, PolicyDocument
from policykit.model.find import Detector, Terms, TermsFile, referred, walk
from policykit.model.part import Part
from policykit.model.rules import Classify, Disclosure, Example, Protect
from policykit.model.scales import Confidence, Outcome

RULE = {"kind": "classify", "level": "restricted", "category": "trade_secret", "find": "Halcyon"}
STEPS = [{"step": name, "decided_by": "HR"} for name in ("talk", "warning", "dismissal")]
RANGE = {
    "minor": ["talk", "talk"],
    "moderate": ["talk", "warning"],
    "serious": ["warning", "warning"],
    "severe": ["warning", "dismissal"],
}
LADDER = {"looks_back": "12 months", "steps": STEPS, "range": RANGE}


def document(**parts: Any) -> PolicyDocument:
    return PolicyDocument.model_validate({"policy": "northwind", **parts})


def rule(**changes: Any) -> PolicyDocument:
    return document(rules={"code-names": {**RULE, **changes}})


def test_python_and_json_spell_a_policy_alike() -> None:
    mine = PolicyDocument(
        policy="northwind",
        rules={"code-names": Classify(level="restricted", category="trade_secret", find=("Halcyon",))},
    )
    assert mine == rule()
    assert PolicyDocument.model_validate_json(mine.model_dump_json(by_alias=True)) == mine


@pytest.mark.parametrize(
    "changes",
    [
        {"find": []},
        {"find": [7]},
        {"find": {"patern": "x"}},
        {"find": {"count": 1, "of": "x"}},
        {"find": {"all": ["x"]}},
        {"outcome": "blocked"},
        {"level": 3},
        {"at_least": True},
        {"at_least": "2"},
        {"within": "paragraph"},
        {"within": 0},
        {"since": "2026-02-30"},
        {"since": 20261201},
        {"since": "2026-12-01T09:00:00"},
        {"review_by": "soon"},
        {"review_by": 3},
        {"hits": [""]},
        {"unknown": 1},
        {"kind": "classified"},
        {"says": ""},
        {"when": {"author": []}},
    ],
)
def test_what_is_refused_in_a_rule(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule(**changes)


def test_one_thing_stands_for_a_list_of_one() -> None:
    made = rule(find="Halcyon", **{"with": "launch"}, when={"author": "employee"}).rules["code-names"]
    assert (made.find, made.with_, made.when["author"]) == (("Halcyon",), ("launch",), ("employee",))
    assert Disclosure.model_validate({"accept": ["#ad"]}).accept == {"any": ("#ad",)}
    assert Example.model_validate({"text": "x"}).text == "x"


def test_dates_and_instants() -> None:
    made = rule(since="2026-12-01", until="2026-12-01T09:00:00+01:00", review_by="2027-01-01")
    written = made.rules["code-names"]
    assert written.since == dt.date(2026, 12, 1)
    assert isinstance(written.until, dt.datetime)
    assert written.review_by == dt.date(2027, 1, 1)
    again = rule(since=dt.date(2026, 12, 1), until=written.until, review_by=dt.date(2027, 1, 1))
    assert again == made
    assert '"2026-12-01T09:00:00+01:00"' in made.model_dump_json(by_alias=True)


@pytest.mark.parametrize(
    ("written", "find"),
    [
        ("Aurora Arm", ("Aurora Arm",)),
        (["a", "b"], ("a", "b")),
        ({"find": "a", "starts": "low"}, ("a",)),
    ],
)
def test_a_bare_detector_is_its_find(written: Any, find: tuple[str, ...]) -> None:
    assert Detector.model_validate(written).find == find


def test_a_find_is_walked_through_all_its_parts() -> None:
    detector = Detector.model_validate(
        [
            {"all": ["a", {"any": ["<b>"]}]},
            {"count": 2, "of": {"terms": ["c"]}},
            {"pattern": "d"},
            {"validator": "iban"},
        ]
    )
    met = [item if isinstance(item, str) else type(item).__name__ for item in walk(detector.find)]
    assert met == ["Every", "a", "Either", "<b>", "Counted", "Terms", "Pattern", "Validated"]
    assert [referred(item) for item in ("<b>", "<>", "b", 3)] == ["b", None, None, None]
    assert Detector.model_validate({"pattern": "d"}).find == detector.find[2:3]


def test_terms_are_words_or_a_file() -> None:
    assert Terms.model_validate({"terms": ["x"]}).terms == ("x",)
    assert Terms.model_validate({"terms": {"file": "t.txt"}}).terms == TermsFile(file="t.txt")


def test_parts_built_in_python_are_items() -> None:
    assert Detector(find=(Terms(terms=("x",)),)) == Detector.model_validate({"terms": ["x"]})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"steps": [*STEPS, STEPS[0]]}, "stands on the ladder twice"),
        ({"range": {k: v for k, v in RANGE.items() if k != "minor"}}, "no range for `minor`"),
        ({"range": {**RANGE, "minor": ["talk", "fine"]}}, "names `fine`"),
        ({"range": {**RANGE, "minor": ["warning", "talk"]}}, "ends below its beginning"),
        ({"range": {**RANGE, "minor": ["warning", "warning"]}}, "milder than that of a lesser severity"),
        (
            {"range": {key: ["warning", "warning"] for key in RANGE}},
            "the ladder has a gap: nothing ever leads to `talk`",
        ),
    ],
)
def test_a_ladder_with_a_gap_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Ladder.model_validate({**LADDER, **change})


def test_the_range_of_a_ladder_moves_with_incidents_and_stops_at_the_top() -> None:
    ladder = Ladder.model_validate(LADDER)
    minor = next(s for s in ladder.range if str(s) == "minor")
    assert [ladder.bounds(minor, n) for n in range(4)] == [(0, 0), (1, 1), (2, 2), (2, 2)]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Caps(low=Outcome.BLOCK), "low <= medium <= high"),
        (lambda: Fact(values=("a", "a")), "twice"),
        (lambda: Fact(values=("a",), default="b"), "none of the `values`"),
        (lambda: Fact(values=(1,), default=True), "none of the `values`"),
        (
            lambda: Life.model_validate({"effective": "2027-01-01", "review_by": "2026-01-01"}),
            "before the policy",
        ),
        (
            lambda: Protect(find=("x",), shields=("conduct",), at_most=Outcome.BLOCK, basis={"US": "law"}),
            "never blocked",
        ),
    ],
)
def test_contradictions_are_refused(make: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        make()


def test_caps_are_looked_up_by_confidence() -> None:
    assert [Caps().of(c) for c in Confidence] == [Outcome.WARN, Outcome.REVIEW, Outcome.BLOCK]


def test_no_part_shows_its_content() -> None:
    made = rule(hits=["«Halcyon» is late"])
    shelter = Protect(find=("Halcyon",), shields=("conduct",), basis={"US": "law"})
    layer = Layer("northwind", made, {}, {})
    placed = PlacedRule(made.rules["code-names"], 0)
    composition = Composition(
        (layer,), DEFAULT_LEVELS, {}, "social", {}, {}, {}, {}, None, (), (), (),
        Outcome.REVIEW, Caps(), "UTC", made.life, made.budget,
    )  # fmt: skip
    assert composition.document is made
    for value in (made, made.rules["code-names"], shelter, layer, placed, composition, Life()):
        assert "Halcyon" not in repr(value)
        assert "Halcyon" not in str(value)
    with pytest.raises(ValidationError) as caught:
        rule(find={"terms": [{"Halcyon": 1}]})
    assert "Halcyon" not in str(caught.value)


def test_bare_levels_and_examples_are_read() -> None:
    made = document(
        levels=["public", {"level": "secret", "aliases": "TLP:RED"}], channels={"a": {"accepts": "public"}}
    )
    assert made.levels is not None
    assert [(entry.level, entry.aliases) for entry in made.levels] == [
        ("public", ()),
        ("secret", ("TLP:RED",)),
    ]
    assert (
        rule(hits=["«x»", {"text": "«y»", "outcome": "warn"}]).rules["code-names"].hits[1].outcome
        is Outcome.WARN
    )
    assert Disclosure(accept={"US": ("#ad",)}).accept == {"US": ("#ad",)}
    assert Fact(values=("a",), default="a").default == "a"
    with pytest.raises(ValidationError):
        Disclosure.model_validate(3)


def test_parts_are_frozen() -> None:
    with pytest.raises(ValidationError):
        document().policy = "other"  # type: ignore[misc]
    assert issubclass(PolicyDocument, Part)
