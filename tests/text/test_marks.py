"""Marks that disguise a word go, marks that spell it stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.text.marks import MARKED, strip_marks


def over(word: str, mark: str) -> str:
    return "".join(letter + mark for letter in word)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (over("Halcyon", "\u0338"), "Halcyon"),
        (over("Halcyon", "\u0332"), "Halcyon"),
        (over("Halcyon", "\u20dd"), "Halcyon"),
        (over("Halcyon", "\u0301"), "Halcyon"),
        (over("Halcyon", "\u0300\u0316"), "Halcyon"),
        (over("Halcyon", "\u1dc4"), "Halcyon"),
        (over("4111", "\u0301"), "4111"),
        ("H\u0301álcyön", "Halcyon"),
        ("Blue\u0308\u0301fin", "Bluefin"),
        ("д\u0336о\u0336м", "дом"),
        ("ε\u0336", "ε"),
        ("4️⃣1️⃣1⃣1️⃣", "4111"),
        ("the H\u0338alcyon and the café", "the Halcyon and the café"),
    ],
)
def test_what_goes(text: str, read: str) -> None:
    folded = strip_marks(text)
    assert folded is not None
    assert folded.text == read
    assert folded.used(0, len(read)) == ("mark",)
    assert folded.original(0, len(read)) == (0, len(text))


HONEST = [
    "résumé, naïve, Größe, façade, señor, Übermut, Łódź, Čeština, İstanbul",
    "Tiếng Việt được viết bằng chữ Quốc ngữ, nước Việt Nam độc lập",
    "Привет, всё хорошо; замо́к и за́мок",
    "שָׁלוֹם עֲלֵיכֶם",
    "مُحَمَّدٌ رَسُولُ",
    "हिन्दी में लिखा है",
    "ภาษาไทยเป็นภาษาที่ง่าย",
    "ポルトガル がぎぐげご",
    "ἐν ἀρχῇ ἦν ὁ λόγος",
    "1️⃣ 2️⃣ go ❤️ #️⃣",
    "𝓱𝓮𝓵𝓵𝓸 𝔀𝓸𝓻𝓵𝓭",
]


@pytest.mark.parametrize("text", HONEST)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spelling_stays(text: str, form: str) -> None:
    assert strip_marks(unicodedata.normalize(form, text)) is None


def test_the_letters_under_marks() -> None:
    assert MARKED["é"] == "e"
    assert MARKED["ệ"] == "e"
    assert "ø" not in MARKED
    assert all(base.isascii() and base.isalpha() for base in MARKED.values())


@given(st.text(st.sampled_from("aHé4д\u0301\u0316\u0338\u0332\u20dd\u20e3\ufe0f \u1dc4"), max_size=14))
def test_what_is_left_holds_no_disguise_and_leads_back(text: str) -> None:
    folded = strip_marks(text)
    if folded is None:
        return
    pieces = [text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)]
    assert "".join(pieces) == text
    for char, piece in zip(folded.text, pieces, strict=True):
        assert unicodedata.normalize("NFD", piece)[0] == unicodedata.normalize("NFD", char)[0]
