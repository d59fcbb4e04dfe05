"""No match of a phrase without a report of its screens, as Hyperscan itself reports them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

import hyperscan
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.matching import phrase_screens as module
from policykit.matching.phrase_screens import Edges, odd_screens, phrase_screens
from policykit.matching.phrases import PhraseIndex, phrase_of
from policykit.matching.screen import UTF8, Screen
from policykit.matching.words import sources
from policykit.text.folding import FOLD_SCREENS
from policykit.text.units import code_point_offsets

ALPHABET = "akKſKsSßẞfiﬁtﬅöÖéЭэθϑϴΐ机 \n\t\u00a0-–'’+.#_❤\ufe0f"
PHRASES = st.lists(
    st.text(alphabet=ALPHABET, min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=5
)


def database_of(screens: Iterable[Screen]) -> hyperscan.Database:
    wanted = list(screens)
    database = hyperscan.Database()
    database.compile(
        expressions=[screen.expression for screen in wanted],
        ids=list(range(len(wanted))),
        elements=len(wanted),
        flags=[screen.flags for screen in wanted],
    )
    return database


def reports(screens: Iterable[Screen], text: str) -> set[int]:
    """The code-point offsets that Hyperscan reports for `screens`."""
    return reports_of(database_of(screens), text)


def reports_of(database: hyperscan.Database, text: str) -> set[int]:
    found: list[int] = []
    database.scan(text.encode(), lambda _number, _start, end, _flags, _context: found.append(end))
    return set(code_point_offsets(text.encode(), found).values())


def assert_reported(phrases: Sequence[str], text: str, *, edges: Edges = "all") -> None:
    read = [phrase_of(phrase) for phrase in phrases]
    offsets = reports((*phrase_screens(read, edges=edges), *odd_screens(read)), text)
    for start, end in PhraseIndex.of(read).find(text, 0, len(text)):
        assert any(start < offset <= end for offset in offsets), (phrases, text[start:end])


@settings(max_examples=150, deadline=None)
@given(PHRASES, st.data())
def test_short_lists_report_every_match(phrases: list[str], data: st.DataObject) -> None:
    pieces = st.one_of(
        st.sampled_from(phrases).map(str.upper), st.sampled_from(phrases), st.text(ALPHABET, max_size=3)
    )
    text = " ".join(data.draw(st.lists(pieces, max_size=6)))
    assert_reported(phrases, text, edges=data.draw(st.sampled_from(get_args(Edges))))


@settings(max_examples=150, deadline=None)
@given(PHRASES, st.data())
def test_long_lists_report_every_match(phrases: list[str], data: st.DataObject) -> None:
    many = [*phrases, *(f"filler{number}" for number in range(module.GREATEST_WRITTEN_OUT))]
    pieces = st.one_of(
        st.sampled_from(phrases).map(str.upper), st.sampled_from(phrases), st.text(ALPHABET, max_size=3)
    )
    assert_reported(many, " ".join(data.draw(st.lists(pieces, max_size=6))))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Kiosk", "\u212aiosK"),
        ("Strasse", "STRAẞE"),
        ("office", "oﬃce"),
        ("Ölmühle", "ÖLMÜHLE"),
        ("Эхо", "эХО"),
        ("θέμα", "ϴΈΜΑ"),
        ("o'neil-smith", "O’NEIL–SMITH"),
        ("a b", "A\u3000B"),
        ("机密", "机密"),
        ("→", "→"),
        ("x" * 5_000, "X" * 5_000),
        ("Э" * 5_000, "э" * 5_000),
        ("word " * 800, "word " * 800),
    ],
)
def test_written_out_and_cut_short_forms(phrase: str, text: str) -> None:
    assert_reported([phrase], text)
    assert_reported([phrase, *(f"filler{number}" for number in range(300))], text)


@pytest.mark.parametrize(
    ("phrase", "text", "reported"),
    [
        ("#ad", "#adventure", False),
        ("ad", "bad", False),
        ("c++", "xc++", False),
        ("é", "né", True),
        ("ad", "ad", True),
    ],
)
def test_edges_keep_clean_texts_asleep(phrase: str, text: str, reported: bool) -> None:
    assert bool(reports(phrase_screens([phrase_of(phrase)]), text)) is reported
    assert reports(phrase_screens([phrase_of(phrase)], edges="none"), text)


@pytest.mark.parametrize(
    ("phrase", "text", "reported"), [("pan", "company", False), ("pension", "suspensions", True)]
)
def test_only_short_phrases_need_edges_in_half_of_a_pair(phrase: str, text: str, reported: bool) -> None:
    assert bool(reports(phrase_screens([phrase_of(phrase)], edges="short"), text)) is reported


def test_odd_screens_name_only_what_the_phrases_can_fold_from() -> None:
    assert odd_screens([phrase_of("alpha")]) == ()
    (screen,) = odd_screens([phrase_of("kiss")])
    assert set(screen.expression.decode().split("|")) == {"ſ", "\u212a", "ß", "ẞ"}


def test_every_odd_character_makes_a_text_wake_by_its_folds() -> None:
    odd = [
        character
        for folded, characters in sources().items()
        if folded.isascii() or len(folded) > 1
        for character in characters
    ]
    database = database_of(Screen(source.encode(), UTF8) for source in FOLD_SCREENS)
    for character in odd:
        assert reports_of(database, f"a{character}b")


def test_long_lists_compile_into_few_expressions() -> None:
    read = [phrase_of(f"client{number} of имя{number} 机密{number}机密机密") for number in range(3_000)]
    screens = phrase_screens(read)
    assert len(screens) <= 31
    assert all(len(screen.expression) < 16_000 for screen in screens)
