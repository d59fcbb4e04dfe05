"""Ways back: through one stage and through several."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from policykit.text.decoding import decode_entities, decode_percent
from policykit.text.folded import FOLD_NAMES, Folded, Writing, bit_of, fold_on
from policykit.text.folding import fold
from policykit.text.spacing import join_letters

STAGES: tuple[Callable[[str], Folded | None], ...] = (decode_percent, decode_entities, fold, join_letters)
TEXTS = st.lists(
    st.sampled_from(["%41", "%", "2541", "&#65;", "&#8203;", "\u200b", "ß", "ａ", "а", "a-", "b", " ", "-"]),
    max_size=14,
).map("".join)


def test_names_are_sorted() -> None:
    assert list(FOLD_NAMES) == sorted(FOLD_NAMES)
    assert [bit_of(name) for name in FOLD_NAMES] == [1 << place for place in range(len(FOLD_NAMES))]


@given(TEXTS)
def test_two_stages_are_one_after_the_other(text: str) -> None:
    for first in STAGES:
        one = first(text)
        for second in STAGES if one else ():
            two = second(one.text) if one else None
            if one is None or two is None:
                continue
            both = one.then(two)
            assert both.text == two.text
            for place in range(len(two.text)):
                assert both.original(place, place + 1) == one.original(*two.original(place, place + 1))
                inner = two.original(place, place + 1)
                assert set(both.used(place, place + 1)) == {*two.used(place, place + 1), *one.used(*inner)}
            assert set(both.used(0, len(both.text))) >= set(two.used(0, len(two.text)))


def test_what_was_removed_inside_is_named_and_before_is_not() -> None:
    text = "\u200bHal%\u200b63yon"
    folded = fold_on(text, None, fold, decode_percent)
    assert folded is not None
    assert folded.text == "Halcyon"
    assert folded.used(0, 3) == ()
    assert folded.used(3, 4) == ("percent", "zero-width")
    assert folded.original(0, 7) == (1, len(text))


def test_stages_that_change_nothing_give_what_there_was() -> None:
    assert fold_on("plain", None, *STAGES) is None
    folded = fold("ß")
    assert fold_on("ß", folded, *STAGES) is folded


def test_an_empty_reading_leads_to_its_place() -> None:
    folded = fold("\u200b")
    assert folded is not None
    assert folded.original(0, 0) == (0, 0)


def test_what_stands_for_nothing_is_left_out() -> None:
    writing = Writing("abc")
    writing.copy(1)
    writing.replace(2, "", bit_of("entity"))
    folded = writing.finish()
    assert (folded.text, folded.original(1, 2)) == ("ac", (2, 3))
