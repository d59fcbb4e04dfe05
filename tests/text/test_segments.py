from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from growth import assert_quick
from policykit.text.graphemes import snap
from policykit.text.segments import CLAUSE_REACH, Segments


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in Segments(text).sentences]


@pytest.mark.parametrize(
    "marked",
    [
        "One.| Two!| Three?| Four…| Five",
        "Wait...| What?!| No!!!| Yes.",
        "He said “Stop.”| (Really?)| *Yes.*| Then left.",
        "first line|\nsecond line|\r\nthird|\rfourth|\u2028fifth|\u2029sixth|\vseventh|\feighth|\x85ninth",
        "first paragraph|\n\n  second paragraph",
        "Ends with white space.   ",
        "東京です。|大阪！|（京都？）|はい｡|",
        "Costs 3.5 million. in all",
        "Version 2.10.1 is at www.example.com/a.b today.| Good",
        "Mr. Smith met Dr. Jones.| They left.",
        "See e.g. Aurora, i.e. The robot, approx. Ten, vs. Nine.",
        "No. 5 is alive.| No.| We are not.",
        "Im Nr. 7 wohnt z. B. Herr Meier, bzw. Frau Meier.| Ende",
        "J. Smith and J.R.R. Tolkien wrote to the U.S. Army.| It was I.| Goodbye",
        "Dr.\nSmith".replace("\n", "|\n"),
        "We waited... and waited. for nothing! at all",
        "Gesperrt bis Dienstag, 1. Dezember, 7.30 Uhr.| Danach gern",
        "Vom 7.-9. Dez. und am 03. März, im 3. Quartal auch.| Am 2. Advent nicht",
        "We are 5.| Then 12.| December is cold, 31.11.| Mai 45.| Mai 10,3.| Mai X1.| Mai",
        "Am 5.| Maibaum und 1.| Platz",
        "#Dr. Foo".replace(". ", ".| "),
        "Left on 5 Dec. 2026.| Back in Dec.| Soon",
        "a.b.c.d",
        "!",
        "",
    ],
)
def test_sentences(marked: str) -> None:
    # White space belongs to the sentence that it follows, so the bar before it stands after it in fact.
    expected: list[str] = []
    for part in marked.split("|"):
        rest = part.lstrip() if expected else part
        if expected:
            expected[-1] += part[: len(part) - len(rest)]
        expected.append(rest)
    assert sentences(marked.replace("|", "")) == [sentence for sentence in expected if sentence]


def cut(text: str, asked: str) -> str:
    start = text.index(asked)
    low, high = Segments(text).clause(start, start + len(asked))
    return text[low:high]


@pytest.mark.parametrize(
    ("text", "asked", "clause"),
    [
        ("We left; my pay was late; so what", "my pay", " my pay was late"),
        ("Note: my pay was late", "my pay", " my pay was late"),
        ("Note: my pay was late", "Note", "Note"),
        ("At 10:30 my pay came, see https://example.com", "my pay", None),
        ("TLP:RED my pay", "my pay", None),
        ("my pay 😀👍🏽 is late", "my pay", "my pay "),
        ("my pay 👩‍💻❤️ is late", "late", " is late"),
        ("go 🇩🇪 my pay", "my pay", " my pay"),
        ("Aurora™ and my pay©", "my pay", None),
        ("my pay #late #again now", "my pay", "my pay "),
        ("my pay #late#again now", "now", " now"),
        ("my pay #late now", "my pay", None),
        ("one #late #pay #again two", "pay", "#late #pay #again"),
        ("one 😀😀😀 two", "😀", "😀😀😀"),
        ("my; pay", "my; pay", None),
        ("First. My pay; late. Third.", "late", " late. "),
        ("First. My pay late. Third.", "late. Third", "My pay late. Third."),
        ("支払い；遅い：とても", "遅い", "遅い"),
    ],
)
def test_clause(text: str, asked: str, clause: str | None) -> None:
    assert cut(text, asked) == (text if clause is None else clause)


def test_a_clause_reaches_200_code_points_and_cuts_no_word() -> None:
    text = "ab " * 100 + "my pay" + " cd" * 100
    low, high = Segments(text).clause(300, 306)
    assert (low, high) == (102, 504)
    assert text[low - 1].isspace()
    assert text[high].isspace()
    # White space exactly at the limit needs no moving.
    text = "x" * 99 + " " + "b" * 200 + "my pay" + "b" * 200 + " " + "x" * 9
    assert Segments(text).clause(300, 306) == (100, 506)


def test_without_white_space_to_move_to_the_range_stays_alone() -> None:
    text = "x" * 300 + "pay" + "x" * 300
    assert Segments(text).clause(300, 303) == (300, 303)


def test_an_empty_range_touches_the_sentence_it_stands_in() -> None:
    segments = Segments("One. Two")
    assert segments.sentence(5, 5) == (5, 8)
    assert segments.sentence(8, 8) == (5, 8)
    assert segments.sentence(4, 5) == (0, 5)
    assert segments.sentence(4, 6) == (0, 8)
    assert Segments("").sentence(0, 0) == (0, 0)
    assert Segments("").clause(0, 0) == (0, 0)


def test_nothing_of_the_text_is_shown() -> None:
    assert "Halcyon" not in repr(Segments("Halcyon"))


WORDS = (
    "word",
    "Word",
    "x" * 90,
    "Dr",
    "e.g",
    "J",
    "I",
    "No",
    "5",
    "3.5",
    "10:30",
    "a://b",
    "\u0301",
    "é",
    "_",
    "/",
)
GAPS = (" ", " ", " ", "\n", "\r\n", "\u2028", "\xa0", ".", ".", "!", "?", "…", "。", ")", "”", "'", "\x1c")
CUTS = (";", ":", "#tag", "#a #b ", "#", "😀", "👩‍💻", "❤️", "🇩🇪", "1️⃣", "™", "\u200d", "\ud800", "\x00")
PARTS = st.sampled_from((*WORDS, *GAPS, *CUTS))
TEXTS = st.lists(PARTS, max_size=60).map("".join)


@settings(max_examples=300)
@given(TEXTS)
def test_sentences_cover_the_text_and_end_at_line_breaks_at_the_latest(text: str) -> None:
    found = Segments(text).sentences
    assert "".join(text[start:end] for start, end in found) == text
    for start, end in found:
        assert start < end
        body = text[start:end].rstrip()
        assert not set(body.lstrip()) & set("\n\r\u2028\u2029\v\f\x85")


@settings(max_examples=600)
@given(TEXTS, st.data())
@example("#a #Dr. Foo", None)
@example("❤️#a #b ", None)
@example("❤️Dr. Foo", None)
def test_clause_laws(text: str, data: st.DataObject | None) -> None:
    if data is None:
        places = [(start, end) for start in range(len(text)) for end in range(start, len(text) + 1)]
    else:
        start = data.draw(st.integers(0, len(text)))
        places = [snap(text, start, data.draw(st.integers(start, len(text))))]
    segments = Segments(text)
    for start, end in places:
        first, last = segments.sentence(start, end)
        low, high = segments.clause(start, end)
        assert first <= low <= start <= end <= high <= last
        assert start - low <= CLAUSE_REACH
        assert high - end <= CLAUSE_REACH
        again = Segments(text[low:high]).clause(start - low, end - low)
        assert again == (0, high - low)


@pytest.mark.parametrize(
    "part",
    ["a", ".", ". ", ".)", "…x", "! ", "\n", " ", ";", "😀", "#a ", ":", "。", "e.g. ", "\u0301", "A. "],
)
def test_large_texts_take_linear_time(part: str) -> None:
    text = part * (1_000_000 // len(part))

    def segment() -> None:
        segments = Segments(text)
        for place in range(0, len(text), len(text) // 50):
            segments.clause(place, place + 1)

    assert_quick(segment, 3)


def test_ten_million_code_points_without_an_end() -> None:
    text = "a" * 10_000_000
    segments = Segments(text)
    assert segments.sentence(5, 6) == (0, 10_000_000)
    assert segments.clause(5_000_000, 5_000_001) == (5_000_000, 5_000_001)
