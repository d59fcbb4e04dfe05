from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.text.units import code_point_offsets, encode, unit_offsets

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from("aé€😀\ud800\udc00\x00"))


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("", b""),
        ("abc", b"abc"),
        ("\x00", b"\x00"),
        ("é😀", b"\xc3\xa9\xf0\x9f\x98\x80"),
        ("a\ud800b", b"a?b"),
        ("\ud83d\ude00", b"??"),
    ],
)
def test_encode(text: str, encoded: bytes) -> None:
    assert encode(text) == encoded


@given(ANY_TEXT)
def test_encoding_keeps_the_number_of_code_points(text: str) -> None:
    assert len(encode(text).decode()) == len(text)


@given(ANY_TEXT, st.data())
def test_code_point_offsets_agree_with_counting(text: str, data: st.DataObject) -> None:
    encoded = encode(text)
    chosen = data.draw(st.lists(st.integers(0, len(text))))
    bytes_before = {len(encode(text[:offset])): offset for offset in chosen}
    assert code_point_offsets(encoded, bytes_before) == bytes_before


def test_an_offset_inside_a_code_point_maps_to_its_start() -> None:
    encoded = "é😀".encode()
    assert code_point_offsets(encoded, range(len(encoded) + 1)) == {0: 0, 1: 0, 2: 1, 3: 1, 4: 1, 5: 1, 6: 2}


def test_offsets_come_in_any_order_and_more_than_once() -> None:
    assert code_point_offsets(b"abc", [3, 0, 3]) == {0: 0, 3: 3}
    assert unit_offsets("é€", [2, 0, 2]) == {0: (0, 0), 2: (2, 5)}
    assert code_point_offsets(b"", []) == {}
    assert unit_offsets("", [0]) == {0: (0, 0)}


@given(ANY_TEXT, st.data())
def test_unit_offsets_agree_with_encoding_each_prefix(text: str, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(text))))
    expected = {
        offset: (
            len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2,
            len(text[:offset].encode("utf-8", "surrogatepass")),
        )
        for offset in chosen
    }
    assert unit_offsets(text, chosen) == expected


def test_many_offsets_in_a_large_text_take_one_sweep() -> None:
    text = "é😀 " * 500_000
    encoded = encode(text)
    places = range(0, len(text) + 1, 300)
    by_byte = code_point_offsets(encoded, [place // 3 * 7 for place in places])
    assert list(by_byte.values()) == list(places)
    assert unit_offsets(text, places)[len(text)] == (2_000_000, len(encoded))
