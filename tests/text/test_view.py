from __future__ import annotations

import base64
import unicodedata

import hyperscan
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_quick
from policykit.text.folding import FOLD_SCREENS
from policykit.text.view import LAYERS, View, folded_view, raw_view, views


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


def reading(text: str, name: str) -> str | None:
    return next((view.text for view in views(text) if view.name == name), None)


SAID = "SGFsY3lvbiBhbmQgbW9yZQ=="  # Halcyon and more


@pytest.mark.parametrize(
    ("text", "name", "read"),
    [
        ("Hal\u200bcyon", "folded", "Halcyon"),
        ("H\u200b\u0338a\u0338lcyon", "folded", "Halcyon"),
        ("Н\u0338аlсyоn", "folded", "Halcyon"),
        ("Ｈ\u0338alcyon", "folded", "Halcyon"),
        ("Hal&#8203;cyon", "decoded", "Halcyon"),
        ("Hal%D1%81yon", "decoded", "Halcyon"),
        ("Ha%6\u200bc%63yon", "decoded", "Halcyon"),
        ("&Hscr;alcyon", "decoded", "Halcyon"),
        ("＆＃７２；alcyon", "decoded", "Halcyon"),
        ("%26%2372;alcyon", "decoded", "Halcyon"),
        (SAID, "unpacked", "Halcyon and more"),
        (SAID.replace("=", "%3D"), "decoded", SAID),
        (SAID.replace("=", "%3D"), "unpacked", "Halcyon and more"),
        (base64.b64encode(SAID.encode()).decode(), "unpacked", "Halcyon and more"),
        (base64.b64encode("Hal&#99;yon, ａll".encode()).decode(), "unpacked", "Halcyon, all"),
        (base64.b64encode("Ηаl\u200bс%79о\u0338ո".encode()).decode(), "unpacked", "Halcyon"),
        (base64.b64encode("H-а-l-с-y-о-n".encode()).decode(), "separated", "Halcyon"),
        ("B-l-u-e-f-i-n", "separated", "Bluefin"),
        ("B-l-\u200bu-е-f-i-n", "separated", "Bluefin"),
        ("H&#45;a&#45;l&#45;c&#45;y&#45;o&#45;n", "separated", "Halcyon"),
        ("H-&#8203;a-l-c-y-o-n", "separated", "Halcyon"),
        ("H-a-l-%-6-3-y-o-n", "separated", "Halcyon"),
        ("-".join(SAID.rstrip("=")), "separated", SAID.rstrip("=")),
        ("-".join(SAID.rstrip("=")), "recovered", "Halcyon and more"),
        ("H\u0301-а\u0301-l-с-у-о-п", "separated", "Ha\u0301lcyon"),
        ("٤-١-١-١-١-١-١-١", "separated", "41111111"),
        ("H-4-l-c-y-0-n", "leetspeak", "H4lcy0n"),
        ("H4lcy%30n", "leetspeak", "H4lcy0n"),
    ],
)
def test_what_is_under_several_disguises(text: str, name: str, read: str) -> None:
    (view,) = (view for view in views(text) if view.name == name)
    assert view.text == read
    assert not view.visible
    assert view.original(0, len(read)) == (0, len(text))


def test_folds_are_named_across_stages() -> None:
    text = "x H-&#8203;4-l-c-y-ｏ-n"
    (view,) = (view for view in views(text) if view.for_names)
    assert view.text == "x H4lcyon"
    assert view.folds(2, 9) == ("entity", "full-width", "leetspeak", "separated", "zero-width")
    assert view.folds(0, 1) == ()


def test_a_fixed_number_of_layers_is_taken_off() -> None:
    text = "A"
    for _ in range(LAYERS + 1):
        text = "".join(f"%{ord(char):02x}" for char in text)
    assert reading(text, "decoded") == "%41"


def test_what_no_reader_sees_is_read_but_not_visible() -> None:
    text = "shown H\u200bidden"
    shown, hidden, folded = views(text, 5)
    assert (shown.name, shown.text, shown.visible) == ("raw", "shown", True)
    assert (hidden.name, hidden.text, hidden.visible) == ("hidden", text, False)
    assert (folded.name, folded.text) == ("folded", "shown Hidden")
    assert hidden.original(6, 8) == (6, 8)
    assert [view.name for view in views("plain", 5)] == ["raw"]
    assert [view.name for view in views("plain", 0)] == ["raw", "hidden"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffplain",
        "👩‍💻 👨‍👩‍👧 works ❤️",
        "می‌خواهم",
        "Привет, мир! Добро пожаловать",
        "Καλημέρα κόσμε",
        "Größe, naïve résumé, façade, señor, Łódź",
        "Tiếng Việt rất hay",
        "שָׁלוֹם وَعَلَيْكُم हिन्दी ภาษาไทย",
        "Ｈｅｌｌｏ　世界",
        "𝓱𝓮𝓵𝓵𝓸 𝔀𝓸𝓻𝓵𝓭",
        "U.S.A., a, b, c; v1.2.3; 2026-11-22; +49 30 123456",
    ],
)
def test_harmless_texts_read_as_letters(text: str) -> None:
    for view in views(text):
        assert view.name in {"raw", "folded", "leetspeak"}
        assert sum(map(str.isalpha, view.text)) == sum(map(str.isalpha, text)) or "ß" in text


PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            "B",
            "1",
            "-",
            " ",
            ".",
            "H-a-l-c",
            "1 2 3 4",
            "%41",
            "%",
            "%c3%a4",
            "&#65;",
            "&shy;",
            "&amp;",
            "#",
            ";",
            SAID,
            "QXVyb3Jh",
            "QXJib3I=",
            "\u200b",
            "\u0338",
            "\u0301",
            "é",
            "ß",
            "а",
            "ｅ",
            "٤",
            "Ⓐ",
            "4️⃣",
            "😀",
            "。",
            "э",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.fixture(scope="module")
def screens() -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile(
        expressions=[screen.encode() for screen in FOLD_SCREENS],
        flags=[hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SINGLEMATCH] * len(FOLD_SCREENS),
    )
    return database


@settings(max_examples=1500, deadline=None)
@given(PIECES)
def test_the_screens_see_every_text_with_another_reading(screens: hyperscan.Database, text: str) -> None:
    hits: list[int] = []
    screens.scan(text.encode(), match_event_handler=lambda number, *_: hits.append(number))
    assert hits or {view.name for view in views(text)} <= {"raw", "leetspeak"}


@settings(max_examples=500, deadline=None)
@given(PIECES)
def test_every_way_back_is_in_order(text: str) -> None:
    for view in views(text):
        places = [view.original(place, place + 1) for place in range(len(view.text))]
        assert places == sorted(places)
        assert [end for _, end in places] == sorted(end for _, end in places)
        assert all(0 <= start < end <= len(text) for start, end in places)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_digits_come_from_digits(text: str) -> None:
    for view in views(text):
        for place, char in enumerate(view.text):
            if char.isascii() and char.isdigit():
                start, end = view.original(place, place + 1)
                origin = text[start:end]
                encoded = {"percent", "entity", "base64"} & set(view.folds(place, place + 1))
                assert encoded or any(unicodedata.digit(each, None) == int(char) for each in origin)


@pytest.mark.parametrize(
    "part",
    [
        "%41",
        "a%41",
        "%25",
        "&#65;",
        "&amp;",
        "4 4 4 4 ",
        "a-a-a-",
        "4 4  4 4  4 4 4 4  ",
        "- ",
        "SGFsY3lv",
        SAID + " ",
        "H\u0338",
        "a\u0301\u0316",
        "4️⃣",
        "ｈ-",
        "H4l",
        "!",
        "é",
        "@$",
    ],
)
def test_time_grows_with_length(part: str) -> None:
    text = part * (300_000 // len(part))
    assert_quick(lambda: views(text), 2)


def test_nested_encodings_end() -> None:
    text = "Halcyon and more " * 400
    for _ in range(10):
        text = base64.b64encode(text.encode()).decode()
    assert len(views(text)) == 3
    assert_quick(lambda: views(text), 3)
