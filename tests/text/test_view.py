from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.text.view import View, folded_view, raw_view, views


def test_a_text_without_disguises_has_one_view() -> None:
    assert views("plain") == (raw_view("plain"),)
    assert folded_view("plain") is None


def test_a_disguised_text_has_two() -> None:
    raw, folded = views("x Hal\u200bcyon y")
    assert (raw.name, raw.visible, raw.text) == ("raw", True, "x Hal\u200bcyon y")
    assert (folded.name, folded.visible, folded.text) == ("folded", False, "x Halcyon y")
    assert folded.original(2, 9) == (2, 10)
    assert folded.folds(2, 9) == ("zero-width",)
    assert folded.folds(0, 1) == ()


def test_the_raw_view_is_its_own_original() -> None:
    view = raw_view("a\u200bb")
    assert view.original(1, 3) == (1, 3)
    assert view.folds(0, 3) == ()


def test_markup_is_plain_in_this_release() -> None:
    with pytest.raises(ValueError, match=r"^unknown markup `html`; this release reads `plain`$"):
        views("x", "html")


def test_nothing_of_the_text_is_shown() -> None:
    for view in views("Hal\u200bcyon"):
        assert "cyon" not in repr(view)


def test_views_are_values() -> None:
    first, second = folded_view("ß"), folded_view("ß")
    assert first == second
    assert hash(first) == hash(second)
    assert isinstance(first, View)


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("aо\u200b\ufe0fßＡ ")), st.data())
def test_every_range_leads_back_into_the_original(text: str, data: st.DataObject) -> None:
    for view in views(text):
        start = data.draw(st.integers(0, len(view.text)))
        end = data.draw(st.integers(start, len(view.text)))
        low, high = view.original(start, end)
        assert 0 <= low <= high <= len(text)
        assert (low == high) == (start == end)
