"""Writes `src/policykit/text/folds_table.py` from Unicode's data, by way of ICU.

Run it with PyICU installed, in an environment of its own:  `python tools/fold_table.py > folds_table.py`.
ICU carries Unicode's confusables (UTS #39) as skeletons: two strings that look alike share one. A skeleton
is not a reading, though: `1`, `I` and `l` share `l`, and `m` has `rn`. `reading` chooses the character
that a reader would take each lookalike for. A letter is never read as a digit: numbers are checked by
their digits, and `З` is no 3.

Unicode's list holds what is one shape in some font. A reader forgives more: a small capital (`к`), a hook,
tail or bar (`ƒ`, `ѳ`), an accent (`ё`), and the letters of `FORGIVEN`. Those are told apart as *resembling*,
because honest words of their own scripts are made of nothing else. Latin letters before U+0180 with a bar
are spelling (`ł`, `ø`) and resemble nothing; those after it belong to no alphabet that has no other way
to be found, and look like their letter.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator

import icu

LINE = 100
HEADER = '''"""Which characters fold to which: data only, written by `tools/fold_table.py`; do not edit.

Source: Unicode {unicode} confusables (UTS #39) and full case folding (CaseFolding.txt), as carried by
ICU {icu}. Each target is followed by the code points that fold to it. `CASE` holds letters whose full
case folding one-to-one matching misses, `CONFUSABLE` letters that look like ASCII ones, `RESEMBLING` letters
that pass for ASCII ones in company, `ENCLOSED` letters and digits in a shape or with a mark round them.
`STYLED` are the characters whose NFKC is ASCII letters and digits: the first and the last of each range.
`ZEROS` are the zeros of other scripts; the nine other digits of each follow it in Unicode.
"""

from __future__ import annotations

__all__ = ["CASE", "CONFUSABLE", "ENCLOSED", "RESEMBLING", "STYLED", "ZEROS"]
'''
# What simple case matching joins to an ASCII letter on some engines only, and the two Turkish letters
# that no case folding joins to `i`.
CASE_BESIDES = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}

# Emoji by use: the trade mark sign and, though a letter by category, the sign for information.
EMOJI = "\u2122\u2139"
# Letters in black shapes have no compatibility form; only their names say what they are.
NAMED = re.compile("(?:NEGATIVE CIRCLED|NEGATIVE SQUARED|SQUARED) LATIN CAPITAL LETTER ([A-Z])")
PARENTHESES = ("PARENTHESIZED", "TORTOISE SHELL")
SMALL_CAPITAL = re.compile("LATIN LETTER SMALL CAPITAL ([A-Z])")

# Unicode 15.0 has U+04CF as `i`; every font in use draws it as the bar that its capital is.
READ_OTHERWISE = {"\u04cf": "l"}
# What people write Latin letters with and Unicode's list does not hold.
FORGIVEN = {
    char: letter
    for letter, chars in {
        "A": "\u039b\u0414", "E": "\u03a3\u039e\u0404", "N": "\u0418", "O": "\u03a9", "R": "\u042f",
        "U": "\u0426", "W": "\u0428\u0429", "b": "\u03b2\u044a", "e": "\u03b5\u0454",
        "n": "\u043f\u0572\u057c", "o": "\u0444", "r": "\u044f\u0491", "u": "\u03bc\u0438\u0446",
        "w": "\u03c9\u0448\u0449", "x": "\u03c7",
    }.items()
    for char in chars
}  # fmt: skip

checker = icu.SpoofChecker()


def skeleton(text: str) -> str:
    return str(checker.getSkeleton(0, text))


def is_ascii_word(text: str) -> bool:
    return text.isascii() and text.isalnum()


def code_points() -> Iterator[str]:
    for number in range(0x80, 0x110000):
        if not 0xD800 <= number <= 0xDFFF:
            yield chr(number)


def is_width_form(char: str) -> bool:
    return char == "\u3000" or "\uff00" <= char <= "\uffef"


def case_target(char: str) -> str | None:
    """What full case folding makes of the character, where that is more than one character."""
    if char in CASE_BESIDES:
        return CASE_BESIDES[char]
    folded = str(icu.UnicodeString(char).foldCase())
    return folded if len(folded) > 1 else None


def styled(char: str) -> str | None:
    """The ASCII letters or digits of which the character is a styled or raised form, if any."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char and char not in EMOJI and is_ascii_word(plain) else None


def decimal(char: str) -> str | None:
    """The ASCII digit of a decimal digit."""
    digit = unicodedata.decimal(char, None)
    return None if digit is None else str(digit)


def enclosed(char: str) -> str | None:
    """The ASCII letters or digits that the character shows in a shape or with a mark round them, if any."""
    name = unicodedata.name(char, "")
    if named := NAMED.fullmatch(name):
        return named[1]
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if not name.startswith(PARENTHESES) and not name.endswith("FULL STOP"):
        return None
    plain = unicodedata.normalize("NFKC", char).strip("().\u3014\u3015")
    return plain if is_ascii_word(plain) else None


def reading(char: str) -> str | None:
    """The ASCII letter that a reader takes the character for, None where there is none."""
    if unicodedata.category(char)[0] not in "LN":
        return None
    if char in READ_OTHERWISE:
        return READ_OTHERWISE[char]
    if capital := SMALL_CAPITAL.fullmatch(unicodedata.name(char, "")):
        return capital[1].lower()
    seen = skeleton(char)
    if not is_ascii_word(seen) or not seen.isalpha():
        return None
    if seen == "l":
        return "I" if char.isupper() else "l"
    if seen == "rn":
        return "m"
    return seen if len(seen) == 1 else None


def is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def hooked(char: str) -> str | None:
    """The ASCII letter that a Latin letter beyond the common alphabets is but for a hook, a tail or a bar."""
    return forgiven(char) if is_latin(char) and char >= "\u0180" else None


def resembling(char: str) -> str | None:
    """The ASCII letter that the character passes for among others, None where there is none."""
    return None if is_latin(char) else FORGIVEN.get(char) or forgiven(char)


def forgiven(char: str) -> str | None:
    """The ASCII letter that is left without hooks, tails, bars and marks."""
    if unicodedata.category(char)[0] not in "LN":
        return None
    bare, *marks = unicodedata.normalize("NFD", char)
    if marks:
        if bare.isascii() or not only_marks(marks):
            return None  # accents on Latin letters are read where names are
        return reading(bare) or FORGIVEN.get(bare) or forgiven(bare)
    seen, *marks = unicodedata.normalize("NFD", skeleton(char))
    if not only_marks(marks):
        return None
    if seen in SMALL_CAPITALS:
        return SMALL_CAPITALS[seen]
    if not marks or not seen.isascii() or not seen.isalpha():
        return None
    return "I" if seen == "l" and char.isupper() else seen


def only_marks(chars: list[str]) -> bool:
    return all(unicodedata.category(char)[0] == "M" for char in chars)


def escaped(text: str) -> str:
    return "".join(
        c if " " <= c < "\x7f" else f"\\u{ord(c):04x}" if c < "\U00010000" else f"\\U{ord(c):08x}"
        for c in text
    )


def wrapped(chars: list[str]) -> list[str]:
    lines = [""]
    for source in map(escaped, chars):
        if len(lines[-1]) + len(source) > LINE - 8:
            lines.append("")
        lines[-1] += source
    return lines


def table(name: str, targets: dict[str, list[str]]) -> Iterator[str]:
    yield ""
    yield f"{name}: dict[str, str] = {{"
    for target in sorted(targets):
        lines = wrapped(targets[target])
        if len(lines) == 1:
            yield f'    "{escaped(target)}": "{lines[0]}",'
        else:
            yield f'    "{escaped(target)}": ('
            yield from (f'        "{line}"' for line in lines)
            yield "    ),"
    yield "}"


def string(name: str, chars: str) -> Iterator[str]:
    yield ""
    yield f"{name} = ("
    yield from (f'    "{line}"' for line in wrapped(list(chars)))
    yield ")"


def bounds(chars: list[str]) -> str:
    """The first and the last character of each range that `chars` fill, in order."""
    found: list[tuple[str, str]] = []
    for char in chars:
        if found and ord(found[-1][1]) == ord(char) - 1:
            found[-1] = (found[-1][0], char)
        else:
            found.append((char, char))
    return "".join(first + last for first, last in found)


# Small capitals share a skeleton with the letters that look like them.
SMALL_CAPITALS = {
    skeleton(char): capital[1].lower()
    for char in code_points()
    if (capital := SMALL_CAPITAL.fullmatch(unicodedata.name(char, ""))) and not skeleton(char).isascii()
}

# The first table that has a character keeps it.
READINGS: dict[str, Callable[[str], str | None]] = {
    "CASE": case_target,
    "STYLED": styled,
    "ZEROS": decimal,
    "ENCLOSED": enclosed,
    "CONFUSABLE": lambda char: reading(char) or hooked(char),
    "RESEMBLING": resembling,
}


def main() -> None:
    tables: dict[str, dict[str, list[str]]] = {name: {} for name in READINGS}
    for char in code_points():
        if is_width_form(char):
            continue
        for name, read in READINGS.items():
            if target := read(char):
                tables[name].setdefault(target, []).append(char)
                break
    out = [HEADER.format(unicode=icu.UNICODE_VERSION, icu=icu.ICU_VERSION).rstrip("\n")]
    for name in ("CASE", "CONFUSABLE", "ENCLOSED", "RESEMBLING"):
        out += table(name, tables[name])
    styles = sorted(char for sources in tables["STYLED"].values() for char in sources)
    out += [*string("STYLED", bounds(styles)), *string("ZEROS", "".join(tables["ZEROS"]["0"]))]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
