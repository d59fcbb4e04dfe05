"""The characters that an attacker has at hand, from `unicodedata` and from what a keyboard offers.

Written for this benchmark alone: the library's tables come from Unicode's confusables file, these from the
names of characters and from what people are seen to type.
"""

from __future__ import annotations

import string
import unicodedata

INVISIBLE = (
    "\u200b\u200c\u200d\u2060\u00ad\u2061\u2062\u2063\u2064\u034f\u180e\ufeff\ufe00\ufe0e\ufe0f"
    "\U000e0041\U000e0061\U000e0020"
)
BIDI_MARKS = "\u200e\u200f\u061c"
BIDI_PAIRS = (("\u202a", "\u202c"), ("\u202d", "\u202c"), ("\u2066", "\u2069"), ("\u2068", "\u2069"))

COMBINING = "".join(chr(n) for n in (*range(0x300, 0x315), *range(0x323, 0x329), 0x332, *range(0x334, 0x339)))

SEPARATORS = " -._*·•|/~,+"

LEET = {
    "a": "4@", "b": "8", "e": "3", "g": "9", "i": "1!", "l": "1|", "o": "0", "s": "5$", "t": "7+", "z": "2",
}  # fmt: skip

LOOKALIKES = {
    "a": "аɑα", "b": "Ь", "c": "сϲ", "d": "ԁ", "e": "еҽ", "f": "ƒ", "g": "ɡց", "h": "һհ",
    "i": "іı", "j": "јϳ", "k": "κк", "l": "ӏǀ", "n": "ոп", "o": "оοօ", "p": "рρ", "q": "ԛ",
    "r": "г", "s": "ѕ", "t": "тτ", "u": "υս", "v": "ѵν", "w": "ԝ", "x": "хχ", "y": "уγ",
    "z": "ᴢ", "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "F": "Ϝ", "H": "НΗ", "I": "ІΙ",
    "J": "Ј", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ",
    "X": "ХΧ", "Y": "ҮΥ", "Z": "Ζ",
}  # fmt: skip

_STYLES = (
    "MATHEMATICAL BOLD", "MATHEMATICAL ITALIC", "MATHEMATICAL BOLD ITALIC", "MATHEMATICAL SCRIPT",
    "MATHEMATICAL BOLD SCRIPT", "MATHEMATICAL FRAKTUR", "MATHEMATICAL DOUBLE-STRUCK",
    "MATHEMATICAL SANS-SERIF", "MATHEMATICAL SANS-SERIF BOLD", "MATHEMATICAL MONOSPACE", "CIRCLED LATIN",
)  # fmt: skip
_SCRIPTS = (
    "ARABIC-INDIC", "EXTENDED ARABIC-INDIC", "DEVANAGARI", "BENGALI", "THAI", "TAMIL", "KHMER", "TIBETAN",
    "FULLWIDTH", "MATHEMATICAL BOLD", "MATHEMATICAL SANS-SERIF",
)  # fmt: skip
_NUMBERS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")


def _named(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""


def _style(style: str) -> dict[str, str]:
    kind = "LETTER " if style.startswith("CIRCLED") else ""
    letters = {
        letter: _named(f"{style} {'CAPITAL' if letter.isupper() else 'SMALL'} {kind}{letter.upper()}")
        for letter in string.ascii_letters
    }
    return {letter: found for letter, found in letters.items() if found}


def _digits(script: str) -> dict[str, str]:
    return {
        str(n): _named(f"{script} DIGIT {name}")
        for n, name in enumerate(_NUMBERS)
        if _named(f"{script} DIGIT {name}")
    }


DECORATIVE = tuple(_style(style) for style in _STYLES)
"""One mapping a style; letters that a style lacks at its regular place are missing."""
DIGITS = tuple(_digits(script) for script in _SCRIPTS)


def full_width(char: str) -> str:
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char
