"""Documents: fields judged as one text, reported by field, in the units of their field."""

from __future__ import annotations

from typing import Any

import pytest

from engine.policies import advert, classify, forbid, policy, require
from policykit.engine.fields import Field
from policykit.engine.manuscript import SEPARATOR, compose
from policykit.engine.policy import Policy


@pytest.fixture(scope="module")
def judge() -> Policy:
    return policy(
        {
            "name": classify(["Halcyon", "Halcyon rig"]),
            "wide": forbid({"pattern": r"xa\s{0,9}z{0,9}"}),
            "pair": {**forbid("Bluefin"), "with": "rig", "within": "text"},
        }
    )


def found(judge: Policy, fields: dict[str, str | Field]) -> list[tuple[Any, ...]]:
    return [
        (f.rule_id, f.span.field, f.span.start, f.span.end, f.span.utf16, f.span.utf8)
        for f in judge.evaluate_document(fields).findings
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "Halcyon"}, [("name", "title", 0, 7, (0, 7), (0, 7))]),
        (
            {"title": "Früh 😀", "body": "é Halcyon 😀"},
            [("name", "body", 2, 9, (2, 9), (3, 10))],
        ),
        (
            {"title": "😀😀", "body": "😀 Halcyon"},
            [("name", "body", 2, 9, (3, 10), (5, 12))],
        ),
        ({"a": "", "b": "", "c": "Halcyon"}, [("name", "c", 0, 7, (0, 7), (0, 7))]),
        ({"title": Field("Halcyon"), "body": Field("Halcyon", "plain")}, [
            ("name", "title", 0, 7, (0, 7), (0, 7)),
            ("name", "body", 0, 7, (0, 7), (0, 7)),
        ]),
        # no phrase reaches from one field into the next
        ({"title": "the Halcyon", "body": "rig"}, [("name", "title", 4, 11, (4, 11), (4, 11))]),
        # a pattern that does is cut at the end of its field
        ({"title": "xa", "body": "zz"}, [("wide", "title", 0, 2, (0, 2), (0, 2))]),
        # words in one field speak for another
        ({"title": "rig", "body": "Bluefin"}, [("pair", "body", 0, 7, (0, 7), (0, 7))]),
    ],
)  # fmt: skip
def test_spans_count_from_the_beginning_of_their_field(
    judge: Policy, fields: dict[str, str | Field], expected: list[tuple[Any, ...]]
) -> None:
    assert found(judge, fields) == expected


def test_a_match_is_clipped_to_the_first_field_that_it_touches() -> None:
    judge = policy({"gap": forbid({"pattern": r"\n\nb{1,2}"})})
    (finding,) = judge.evaluate_document({"title": "aé", "body": "bb"}).findings
    assert (finding.span.field, finding.span.start, finding.span.end) == ("body", 0, 2)
    assert (finding.span.utf16, finding.span.utf8) == ((0, 2), (0, 2))


def test_what_stands_between_fields_is_no_match() -> None:
    judge = policy({"gap": forbid({"pattern": r"\n\n"})})
    assert judge.evaluate_document({"title": "a", "body": "b"}).findings == ()
    assert len(judge.evaluate_document({"title": "a", "body": "b\n\nc"}).findings) == 1


def test_evidence_names_its_own_field(judge: Policy) -> None:
    (finding,) = judge.evaluate_document({"title": "a 😀 rig", "body": "Bluefin"}).findings
    spans = [evidence.span for evidence in finding.evidence]
    assert [span and (span.field, span.start, span.utf16) for span in spans] == [
        ("body", 0, (0, 7)),
        ("title", 4, (5, 8)),
    ]


def test_a_disclosure_in_the_title_counts_for_the_body() -> None:
    judge = policy({"say": require(find="best robot")}, **advert(place="start"))
    assert judge.evaluate_document({"title": "#ad", "body": "the best robot"}).disclosures == ()
    (missing,) = judge.evaluate_document({"title": "News", "body": "the best robot"}).disclosures
    assert [(span.field, span.start, span.end) for span in missing.spans] == [("body", 4, 14)]


def test_a_document_without_fields_is_an_empty_text(judge: Policy) -> None:
    assert judge.evaluate_document({}) is judge.evaluate("")
    always = policy({"say": require()}, **advert())
    assert always.evaluate_document({}) == always.evaluate("")


def test_a_silent_document_gets_the_shared_decision(judge: Policy) -> None:
    assert judge.evaluate_document({"title": "fine", "body": "fine"}) is judge.evaluate("fine")


@pytest.mark.parametrize(
    ("fields", "error", "said"),
    [
        ({"body": b"Halcyon"}, TypeError, "expected a text of type str, got bytes: decode bytes first"),
        ({"body": None}, TypeError, "expected a text of type str, got NoneType: decode bytes first"),
        ({"body": Field(7)}, TypeError, "expected a text of type str, got int: decode bytes first"),  # type: ignore[arg-type]
        (
            {"body": Field("x", "docx")},
            ValueError,
            "unknown markup `docx`: expected `plain`, `html` or `markdown`",
        ),
    ],
)
def test_what_is_no_field(judge: Policy, fields: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        judge.evaluate_document(fields)
    assert str(caught.value) == said


def test_fields_are_joined_in_their_order() -> None:
    joined = compose({"b": "one", "a": Field("two")})
    assert joined.text == f"one{SEPARATOR}two"
    assert (joined.names, joined.sources, joined.visible) == (("b", "a"), ("one", "two"), 8)
    assert [joined.clip(*span) for span in ((2, 7), (3, 5), (4, 7), (5, 8))] == [
        (2, 3),
        (3, 3),
        (5, 7),
        (5, 8),
    ]
    assert [joined.place(*span) for span in ((0, 3), (5, 8))] == [(0, 0, 3), (1, 0, 3)]
    assert joined.points(6, 8) == (1, ((1, 3),))
