"""Markup: what a reader sees is judged as a reader sees it, what is hidden is found and excuses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.policies import advert, classify, forbid, permit, policy, protect, require
from policykit.engine.fields import Field
from policykit.engine.manuscript import compose, manuscript
from policykit.engine.policy import Policy
from policykit.model.scales import Outcome


@pytest.fixture(scope="module")
def judge() -> Policy:
    return policy(
        {
            "name": classify("Halcyon"),
            "pair": {**forbid("Bluefin"), "with": "rig"},
            "ok": permit("name", find="Halcyon days"),
            "rude": forbid("nitwit"),
            "pay": protect("our shifts"),
        }
    )


def found(decision: Any, text: str) -> list[tuple[str, str]]:
    return [(f.rule_id, text[f.span.start : f.span.end]) for f in decision.findings]


SEEN = [
    ("Hal<b>cy</b>on", [("name", "Hal<b>cy</b>on")]),
    ("<p>the Hal&#99;yon</p>", [("name", "Hal&#99;yon")]),
    ("<p>Hal</p><p>cyon</p>", []),
    # a sentence ends with its paragraph
    ("<p>Bluefin</p><p>rig</p>", []),
    ("<p>Bluefin <i>and the</i> rig</p>", [("pair", "Bluefin")]),
    ("<p>a &lt;Halcyon&gt; b</p>", [("name", "Halcyon")]),
]


@pytest.mark.parametrize(("html", "expected"), SEEN)
def test_what_a_reader_sees_in_html(judge: Policy, html: str, expected: list[tuple[str, str]]) -> None:
    assert found(judge.evaluate(html, markup="html"), html) == expected


HIDDEN = [
    ('<img alt="the Halcyon">', "Halcyon", "alt"),
    ("<p>x</p><!-- Halcyon -->", "Halcyon", "comment"),
    ('<a href="/x" title="Halcyon">y</a>', "Halcyon", "title"),
    ("<div hidden>Halcyon</div>", "Halcyon", "hidden"),
    ("<script>name = 'Halcyon'</script>", "Halcyon", "script"),
]


@pytest.mark.parametrize(("html", "words", "where"), HIDDEN)
def test_what_markup_hides_is_found_and_said(judge: Policy, html: str, words: str, where: str) -> None:
    decision = judge.evaluate(html, markup="html")
    assert found(decision, html) == [("name", words)]
    (said,) = [e for e in decision.findings[0].evidence if e.kind == "hidden"]
    assert where in said.name
    assert said.span == decision.findings[0].span


def test_what_is_hidden_excuses_nothing(judge: Policy) -> None:
    hidden = "<p>nitwit</p><!-- our shifts -->"
    assert judge.evaluate(hidden, markup="html").outcome is Outcome.BLOCK
    assert judge.evaluate("<p>Halcyon days</p>", markup="html").outcome is Outcome.ALLOW
    # the permit's words stand round the match, but nobody reads them
    assert judge.evaluate('<img alt="Halcyon days">', markup="html").outcome is Outcome.BLOCK


def test_a_disclosure_counts_where_it_is_read() -> None:
    judge = policy({"say": require(find="best robot")}, **advert(place="start"))
    far = "x" * 200
    shown = f'<p class="{far}">#ad the best robot</p>'
    assert judge.evaluate(shown, markup="html").disclosures == ()
    hidden = "<!-- #ad --><p>the best robot</p>"
    (owed,) = judge.evaluate(hidden, markup="html").disclosures
    assert (owed.state, owed.insert_at) == ("missing", hidden.index("the"))
    at_the_end = policy({"say": require(find="best robot")}, **advert(place="end"))
    (owed,) = at_the_end.evaluate(hidden, markup="html").disclosures
    assert owed.insert_at == hidden.index("</p>")
    (owed,) = at_the_end.evaluate_document({"a": Field("<br>", "html"), "b": "best robot"}).disclosures
    assert owed.insert_at == 0


def test_spans_of_a_document_count_in_the_source_of_their_field(judge: Policy) -> None:
    fields = {
        "title": "été",
        "body": Field("<p>é <b>Hal</b>cyon", "html"),
        "note": Field("*Hal*cyon", "markdown"),
    }
    decision = judge.evaluate_document(fields)
    assert [(f.span.field, f.span.start, f.span.end, f.span.utf8) for f in decision.findings] == [
        ("body", 8, 19, (9, 20)),
        ("note", 1, 9, (1, 9)),
    ]


def test_redaction_masks_only_what_carries_the_match(judge: Policy) -> None:
    text = "the **Hal**cyon [rig](https://x.example/Halcyon) <!-- Halcyon -->"
    redaction = judge.redact(text, markup="markdown")
    assert redaction.text == "the **███**████ [rig](https://x.example/███████) <!-- ███████ -->"
    assert redaction.decision.outcome is Outcome.ALLOW


def test_an_explanation_counts_in_the_source(judge: Policy) -> None:
    html = "<p>a Hal<b>cyon</b></p>"
    explanation = judge.explain(html, markup="html")
    # a name of which half is masked is none: the first half is given back
    assert [(s.start, s.end) for s in explanation.give_up] == [(11, 15)]
    dropped = judge.explain("<p>Bluefin</p>", markup="html").dropped
    assert [(d.rule_id, d.span.start, d.span.end) for d in dropped] == [("pair", 3, 10)]


def test_plain_text_is_its_own_manuscript() -> None:
    sheet = manuscript("a <b>")
    assert (sheet.text, sheet.visible, sheet.clip(1, 3), sheet.place(1, 3)) == ("a <b>", 5, (1, 3), (0, 1, 3))
    assert (sheet.points(1, 3), sheet.hidden(2), sheet.edge(last=True), sheet.edge(last=False)) == (
        (0, ((1, 3),)), None, 5, 0,
    )  # fmt: skip


PIECES = st.sampled_from(
    (
        "Hal", "cyon", "<b>", "</b>", "<p>", "</p>", "<!--", "-->", "&amp;", "&#99;", " ", "é",
        "<img alt='", "'>", "*", "`", "\n\n", "[", "](", ")", "\ud800",
    )
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["html", "markdown"]))
def test_any_markup_gets_spans_inside_its_source(judge: Policy, text: str, markup: str) -> None:
    decision = judge.evaluate(text, markup=markup)
    for finding in decision.findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
    redaction = judge.redact(text, markup=markup)
    assert len(redaction.text) == len(text)
    assert all(f.outcome is Outcome.ALLOW for f in redaction.decision.findings)
    assert judge.redact(redaction.text, markup=markup).text == redaction.text


@given(st.lists(st.tuples(PIECES, st.sampled_from(["plain", "html", "markdown"])), max_size=4))
def test_every_place_of_a_document_leads_back_to_a_field(parts: list[tuple[str, str]]) -> None:
    fields = {str(number): Field(text, markup) for number, (text, markup) in enumerate(parts)}
    sheet = compose(fields)
    for start in range(len(sheet.text)):
        low, high = sheet.clip(start, start + 1)
        if low < high:
            source, begin, end = sheet.place(low, high)
            assert 0 <= begin < end <= len(sheet.sources[source])
            index, ranges = sheet.points(low, high)
            assert index == source
            assert all(begin <= a < b <= end for a, b in ranges)
