from __future__ import annotations

import sys
import unicodedata

import hyperscan
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.text.disguises import (
    CASE_TARGETS,
    CHARACTER_SCREENS,
    COMPATIBILITY_TARGETS,
    CONFUSABLE_TARGETS,
    DIGIT_TARGETS,
    HIDDEN,
    JOINERS,
    RESEMBLING_TARGETS,
    SYMBOLS,
    WIDTH_TARGETS,
)
from policykit.text.folded import FOLD_NAMES, GONE, bit_of
from policykit.text.folding import fold
from policykit.text.marks import BEYOND_ASCII, MARKS
from policykit.text.units import encode

HIDDEN_CHARS = {chr(n) for low, high in HIDDEN for n in range(low, high + 1)}
JOINER_CHARS = {chr(n) for low, high in JOINERS for n in range(low, high + 1)}
MARK_CHARS = {chr(n) for low, high in MARKS for n in range(low, high + 1)}
LATIN_CHARS = {chr(n) for low, high in BEYOND_ASCII for n in range(low, high + 1)}
SYMBOL_CHARS = {chr(n) for low, high in SYMBOLS for n in range(low, high + 1)}
LOOKALIKES = CONFUSABLE_TARGETS | RESEMBLING_TARGETS
TABLES = (
    CASE_TARGETS,
    COMPATIBILITY_TARGETS,
    CONFUSABLE_TARGETS,
    DIGIT_TARGETS,
    RESEMBLING_TARGETS,
    WIDTH_TARGETS,
)
ALL_TARGETS = {char: target for table in TABLES for char, target in table.items()}
ALWAYS = ALL_TARGETS.keys() - LOOKALIKES.keys()


@pytest.mark.parametrize(
    ("text", "folded", "names"),
    [
        ("Hal\u200bcyon", "Halcyon", "zero-width"),
        ("Hal\u00adcyon", "Halcyon", "zero-width"),
        ("Hal\u200dcyon", "Halcyon", "zero-width"),
        ("Hal\u200b\ufe0f\u200dcyon", "Halcyon", "zero-width"),
        ("Hal\U000e0041cyon", "Halcyon", "zero-width"),
        ("Project \ufe0f \u200d Halcyon", "Project   Halcyon", "zero-width"),
        ("Project\u200b \ufe0f Halcyon", "Project  Halcyon", "zero-width"),
        ("\u202eHalcyon\u202c", "Halcyon", ""),
        ("\ufeffHalcyon", "Halcyon", ""),
        ("می\u200cخواهم", "میخواهم", "zero-width"),
        ("a\u200b❤️b", "a❤️b", "zero-width"),
        ("ＨＡＬ\u3000ｘ", "HAL x", "full-width"),
        ("￥５００", "¥500", "full-width"),
        ("ﾊﾟ", "ハ\u309a", "full-width"),
        ("Straße", "Strasse", "case"),
        ("ﬁne oﬃce", "fine office", "case"),
        ("İı\u212aſ", "iiks", "case"),
        ("Hаlсyоn", "Halcyon", "confusable"),
        ("ΗΑLCYON", "HALCYON", "confusable"),
        ("оса", "oca", "confusable"),
        ("Іl ІNVOICE", "Il INVOICE", "confusable"),
        ("𝐇𝐚𝐥𝐜𝐲𝐨𝐧 𝟏𝟎", "Halcyon 10", "compatibility"),
        ("𝓗𝒶𝔩𝕔𝖞𝗈𝚗", "Halcyon", "compatibility"),
        ("ⒽⓐⓛⒸ⒴🄾🅝🅴", "HalCyONE", "compatibility"),
        ("ᴴᵃˡₒₙ ⁴¹₁₂", "Halon 4112", "compatibility"),
        ("①⑴⒈❶➀🄁⑳", "111110" + "20", "compatibility"),
        ("ⅷ №5 ℠ m²", "viii No5 SM m2", "compatibility"),
        ("ℋ", "H", "compatibility"),
        ("tiⅿe", "time", "compatibility"),
        ("٤۱१１ 𞥑", "4111 1", "digit full-width"),
        ("ʜᴀʟᴄʏᴏɴ", "halcyon", "confusable"),
        ("Hа\u200blｃyоnß", "Halcyonss", "case confusable full-width zero-width"),
        ("foo_bаr", "foo_bar", "confusable"),
        ("дом Hаl", "дом Hal", "confusable"),
        ("Blueƒin", "Bluefin", "confusable"),
        ("Наӏсуоп Ҟаlсуоп", "Наӏсуоп Kalcyon", "confusable"),
        ("ϜаЬгіκаm Вαпk", "Fabrikam Bank", "confusable"),
        ("λx κx2 ѓx", "λx kx2 rx", "confusable"),
        ("Hёllo wοrΙd", "Hello worId", "confusable"),
        ("cаfé Brüпn", "café Brünn", "confusable"),
        ("H\u0301а\u0301l o\u0301а", "H\u0301a\u0301l o\u0301a", "confusable"),
        ("sk_\ufe0flive_\u200dx 5-\ufe0e5 a@\U000e0041b •\ufe0fa", "sk_live_x 5-5 a@b •a", "zero-width"),
    ],
)
def test_what_folds(text: str, folded: str, names: str) -> None:
    result = fold(text)
    assert result is not None
    assert result.text == folded
    assert result.used(0, len(folded)) == tuple(names.split())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "“quotes” – dashes — and… it’s",
        "❤️ love",
        "❤️love",
        "👩‍💻 👨‍👩‍👧 works",
        "1️⃣ and #️⃣",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flag",
        "ℹ️ note",
        "a ❤️ b",
        "days \ufe0f \ufe0f \ufe0f #dance",
        "\ufe0f start",
        "дом и мир",
        "а я о них",
        "ο ήλιος",
        "café naïve",
        "кот и пот, так и ток",
        "кот2 не κακός",
        "за\u0301мок, ра\u0301ка",
        "Қазақстан өте әдемі",
        "ά έ ή ώ",
        "Łódź, Øresund, Đakovo",
        "*️⃣ ‼️ ⁉️ 〰️ ㊗️",
        "п\u0301",
        "\u0301\u0301",
        "\ud800",
        "é\u0301",
        "З раза, б и Ⴝ",
        "a\u0430\u0436",
    ],
)
def test_what_stays(text: str) -> None:
    assert fold(text) is None


def test_a_single_letter_is_single_with_something_invisible_too() -> None:
    result = fold("\u200bа\u200b")
    assert result is not None
    assert result.text == "а"


def test_ranges_lead_back() -> None:
    result = fold("x Hal\u200bcyoß y")
    assert result is not None
    assert result.text == "x Halcyoss y"
    assert result.original(2, 10) == (2, 10)
    assert result.original(8, 9) == (9, 10)
    assert result.original(5, 5) == (6, 6)
    assert result.original(12, 12) == (12, 12)
    assert result.used(5, 8) == ()
    assert result.used(4, 6) == ("zero-width",)
    assert result.used(8, 9) == ("case",)
    assert result.used(4, 4) == ()


def test_a_text_of_nothing_visible_folds_to_nothing() -> None:
    result = fold("\u200b\u200b")
    assert result is not None
    assert (result.text, result.original(0, 0)) == ("", (0, 0))


def test_nothing_of_the_text_is_shown() -> None:
    assert "cyon" not in repr(fold("Hal\u200bcyon"))


def test_tables() -> None:
    tables = [*map(set, TABLES), HIDDEN_CHARS, JOINER_CHARS]
    assert sum(map(len, tables)) == len(set().union(*tables))
    for table in tables:
        assert all(not char.isascii() for char in table)
    for char, target in CONFUSABLE_TARGETS.items():
        assert target.isascii()
        assert target.isalpha()
        assert unicodedata.category(char)[0] in "LN"
    for target in COMPATIBILITY_TARGETS.values():
        assert target.isascii()
        assert target.isalnum()
    for char, target in CASE_TARGETS.items():
        assert target in (char.casefold(), {"İ": "i", "ı": "i"}.get(char))
    for char, target in WIDTH_TARGETS.items():
        assert target == unicodedata.normalize("NFKC", char)
    for char, target in RESEMBLING_TARGETS.items():
        assert target.isascii()
        assert target.isalpha()
        assert not unicodedata.name(char).startswith("LATIN")
    assert len(CONFUSABLE_TARGETS) > 450
    assert len(RESEMBLING_TARGETS) > 300
    assert len(COMPATIBILITY_TARGETS) > 1300
    assert len(DIGIT_TARGETS) == 580


def test_a_digit_comes_only_from_a_character_that_is_that_digit() -> None:
    for char, target in ALL_TARGETS.items():
        if any(map(str.isdigit, target)):
            digit = unicodedata.digit(char, None)
            plain = unicodedata.normalize("NFKC", char).strip("().")
            assert target in (str(digit), plain), hex(ord(char))
            assert not unicodedata.category(char).startswith("L"), hex(ord(char))


def test_hidden_and_joiners_are_what_unicode_says_to_ignore() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    ignorable = set(regex.findall(r"\p{Default_Ignorable_Code_Point}", "".join(every)))
    assert ignorable == HIDDEN_CHARS | JOINER_CHARS


# --- an oracle that looks at one character after the other -------------------------------------------


def is_word_char(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char in HIDDEN_CHARS or char in JOINER_CHARS


def touches_word(char: str) -> bool:
    if char in HIDDEN_CHARS:
        return True
    return unicodedata.category(char)[0] in "LMN" and char not in JOINER_CHARS and char != "ℹ"


def is_latin_char(char: str) -> bool:
    plain = ALL_TARGETS.get(char, char)
    return (plain.isascii() and plain.isalnum()) or char in LATIN_CHARS | MARK_CHARS


def script_of(char: str) -> str:
    if char in LOOKALIKES:
        return unicodedata.name(char).split()[0]
    return "LATIN" if ALL_TARGETS.get(char, char).isalpha() else ""


def is_in_folding_word(text: str, place: int) -> bool:
    start, end = place, place
    while start > 0 and is_word_char(text[start - 1]):
        start -= 1
    while end < len(text) and is_word_char(text[end]):
        end += 1
    seen = [char for char in text[start:end] if char not in HIDDEN_CHARS | JOINER_CHARS]
    letters = [char for char in seen if char not in MARK_CHARS]
    if len(letters) < 2 or not all(map(is_latin_char, seen)):
        return False
    mixed = len({script_of(char) for char in letters} - {""}) > 1
    return mixed or not any(char in RESEMBLING_TARGETS for char in letters)


def is_in_folding_gap(text: str, place: int) -> bool:
    start, end = place, place
    while start > 0 and (text[start - 1] in JOINER_CHARS or text[start - 1].isspace()):
        start -= 1
    while end < len(text) and (text[end] in JOINER_CHARS or text[end].isspace()):
        end += 1
    # A gap begins at its first white space or joiner, and what stays with an emoji is no part of it.
    gap = text[start:end]
    if not start or text[start - 1] in SYMBOL_CHARS:
        return False
    joined = len(gap) - len(gap.lstrip("".join(JOINER_CHARS)))
    if joined:
        return text[start + joined : start + joined + 1] != "\u20e3"
    return touches_word(text[start - 1]) and end < len(text) and touches_word(text[end])


def naive(text: str) -> tuple[str, list[tuple[int, int]]]:
    folded, places = "", []
    for place, char in enumerate(text):
        target = ALL_TARGETS[char] if char in ALWAYS else char
        if char in LOOKALIKES and is_in_folding_word(text, place):
            target = LOOKALIKES[char]
        if char in HIDDEN_CHARS or (char in JOINER_CHARS and is_in_folding_gap(text, place)):
            target = ""
        folded += target
        places += [(place, place + 1)] * len(target)
    return folded, places


PARTS = st.sampled_from(
    "aB7_ .-#\n\xa0\u3000аОжпκƒøολ𝐇𝟏ⅷⒶ⑩²٤🅝ᴛا\u200b\u200c\u00ad\ufeff\u3164\ufe0f\u200d\U000e0067\u20e3\u0301"
    "❤👩💻ℹ©①🏴’…éßﬁİＡ！ｱﾞ\ud800\x00"
)
TEXTS = st.lists(PARTS, max_size=14).map("".join) | st.text(st.characters(exclude_categories=()))


@settings(max_examples=1500)
@given(TEXTS)
def test_folding_agrees_with_the_oracle(text: str) -> None:
    result = fold(text)
    expected, places = naive(text)
    if result is None:
        assert expected == text
    else:
        assert result.text == expected != text
        assert list(zip(result.starts, result.ends, strict=True)) == places
        assert len(result.folds) == len(result.text)


@given(TEXTS)
def test_each_fold_is_named_where_it_was_used(text: str) -> None:
    result = fold(text)
    if result is None:
        return
    for place, bits in enumerate(result.folds):
        char = text[result.starts[place]]
        named = set(result.used(place, place + 1))
        assert named <= set(FOLD_NAMES)
        assert ("case" in named) == (char in CASE_TARGETS)
        assert ("full-width" in named) == (char in WIDTH_TARGETS)
        assert ("compatibility" in named) == (char in COMPATIBILITY_TARGETS)
        assert ("digit" in named) == (char in DIGIT_TARGETS)
        assert ("confusable" in named) == (char in LOOKALIKES and result.text[place] != char)
        gap = result.starts[place] != (result.ends[place - 1] if place else 0)
        split = place > 0 and result.starts[place] == result.starts[place - 1]
        assert bool(bits & bit_of("zero-width") << GONE) == (gap and not split)


@given(TEXTS)
def test_folding_again_changes_nothing_more_of_case_width_and_lookalikes(text: str) -> None:
    result = fold(text)
    again = None if result is None else fold(result.text)
    if again is not None:
        assert "full-width" not in again.used(0, len(again.text))


@pytest.fixture(scope="module")
def screens() -> hyperscan.Database:
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SINGLEMATCH
    database = hyperscan.Database()
    database.compile(
        expressions=[screen.encode() for screen in CHARACTER_SCREENS], flags=[flags] * len(CHARACTER_SCREENS)
    )
    return database


def is_screened(screens: hyperscan.Database, text: str) -> bool:
    hits: list[int] = []
    screens.scan(encode(text), match_event_handler=lambda number, *_: hits.append(number))
    return bool(hits)


@settings(max_examples=1500)
@given(TEXTS)
def test_the_screens_see_every_text_that_folds(screens: hyperscan.Database, text: str) -> None:
    assert fold(text) is None or is_screened(screens, text)


def test_the_screens_see_every_character_that_folds(screens: hyperscan.Database) -> None:
    for char in (*ALL_TARGETS, *HIDDEN_CHARS):
        assert is_screened(screens, f"a{char}")
    for char in JOINER_CHARS:
        assert is_screened(screens, f"a{char}b")
        assert is_screened(screens, f"a{char}")


def test_the_screens_count_every_word_character_as_one(screens: hyperscan.Database) -> None:
    # One text for all: what a joiner may touch, each followed by a joiner and a mark that ends the match.
    for number in (
        *range(0x80, 0x3400),
        *range(0xA000, 0xAC00),
        *range(0xF900, 0x13000),
        *range(0x16000, 0x20000),
    ):
        text = f"{chr(number)}\ufe0f!"
        if fold(text) is not None:
            assert is_screened(screens, text), hex(number)


@pytest.mark.parametrize(
    "text", ["“It’s” – a—b…", "❤️ love ❤️‍🔥", "👩‍💻👍🏽", "1️⃣ 2️⃣ go", "🇩🇪", "café", "days \ufe0f #dance", "™️ ©️"]
)
def test_the_screens_pass_over_what_people_type(screens: hyperscan.Database, text: str) -> None:
    assert not is_screened(screens, text)
