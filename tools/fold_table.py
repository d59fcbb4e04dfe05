"""Writes `src/policykit/text/folds_table.py` from Unicode's data, by way of ICU.

Run it with PyICU installed, in an environment of its own:  `python tools/fold_table.py > folds_table.py`.
ICU carries Unicode's confusables (UTS #39) as skeletons: two strings that look alike share one. A skeleton
is not a reading, though: `1`, `I` and `l` share `l`, and `m` has `rn`. `reading` chooses the character
that a reader would take each lookalike for.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator

import icu

LINE = 100
HEADER = '''"""Which characters fold to which: data only, written by `tools/fold_table.py`; do not edit.

Source: Unicode {unicode} confusables (UTS #39) and full case folding (CaseFolding.txt), as carried by
ICU {icu}. Each target is followed by the code points that fold to it. `CONFUSABLE` holds letters and
digits that look like ASCII ones, `CASE` those whose full case folding one-to-one matching misses.
"""

from __future__ import annotations

__all__ = ["CASE", "CONFUSABLE"]
'''
# What simple case matching joins to an ASCII letter on some engines only, and the two Turkish letters
# that no case folding joins to `i`.
CASE_BESIDES = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}

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


def reading(char: str) -> str | None:
    """The ASCII letters or digits that a reader takes the character for, None where there are none."""
    if unicodedata.category(char)[0] not in "LN":
        return None
    seen = skeleton(char)
    if not is_ascii_word(seen):
        return None
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        # An Arabic 5 looks like `o`, but numbers are read as numbers.
        return str(digit) if skeleton(str(digit)) == seen else None
    plain = unicodedata.normalize("NFKC", char)
    if is_ascii_word(plain):
        return plain if skeleton(plain) == seen else None
    if seen == "l":
        return "I" if char.isupper() else "l"
    if seen == "rn":
        return "m"
    return seen if len(seen) == 1 else None


def escaped(text: str) -> str:
    return "".join(
        c if " " <= c < "\x7f" else f"\\u{ord(c):04x}" if c < "\U00010000" else f"\\U{ord(c):08x}"
        for c in text
    )


def table(name: str, targets: dict[str, list[str]]) -> Iterator[str]:
    yield ""
    yield f"{name}: dict[str, str] = {{"
    for target in sorted(targets):
        lines = [""]
        for source in map(escaped, targets[target]):
            if len(lines[-1]) + len(source) > LINE - 8:
                lines.append("")
            lines[-1] += source
        if len(lines) == 1:
            yield f'    "{escaped(target)}": "{lines[0]}",'
        else:
            yield f'    "{escaped(target)}": ('
            yield from (f'        "{line}"' for line in lines)
            yield "    ),"
    yield "}"


def main() -> None:
    case: dict[str, list[str]] = {}
    confusable: dict[str, list[str]] = {}
    for char in code_points():
        if is_width_form(char):
            continue
        if target := case_target(char):
            case.setdefault(target, []).append(char)
        elif target := reading(char):
            confusable.setdefault(target, []).append(char)
    out = [HEADER.format(unicode=icu.UNICODE_VERSION, icu=icu.ICU_VERSION).rstrip("\n")]
    out += [*table("CASE", case), *table("CONFUSABLE", confusable)]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
