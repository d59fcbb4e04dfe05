r"""The names that `\p{…}` takes: Unicode's general categories, short or long, and its scripts.

Categories are listed here, from the Unicode Character Database (PropertyValueAliases, `gc`). Scripts are
asked of the confirming engine, so that a newer table brings newer scripts. A category is kept under its
short name, a script as `Script=…`: no name of a block or of a binary property can then be meant by chance.
"""

from __future__ import annotations

from difflib import get_close_matches

import regex

__all__ = ["CATEGORIES", "canonical", "similar"]

CATEGORIES = {
    "L": "Letter",
    "Lu": "Uppercase_Letter",
    "Ll": "Lowercase_Letter",
    "Lt": "Titlecase_Letter",
    "Lm": "Modifier_Letter",
    "Lo": "Other_Letter",
    "M": "Mark",
    "Mn": "Nonspacing_Mark",
    "Mc": "Spacing_Mark",
    "Me": "Enclosing_Mark",
    "N": "Number",
    "Nd": "Decimal_Number",
    "Nl": "Letter_Number",
    "No": "Other_Number",
    "P": "Punctuation",
    "Pc": "Connector_Punctuation",
    "Pd": "Dash_Punctuation",
    "Ps": "Open_Punctuation",
    "Pe": "Close_Punctuation",
    "Pi": "Initial_Punctuation",
    "Pf": "Final_Punctuation",
    "Po": "Other_Punctuation",
    "S": "Symbol",
    "Sm": "Math_Symbol",
    "Sc": "Currency_Symbol",
    "Sk": "Modifier_Symbol",
    "So": "Other_Symbol",
    "Z": "Separator",
    "Zs": "Space_Separator",
    "Zl": "Line_Separator",
    "Zp": "Paragraph_Separator",
    "C": "Other",
    "Cc": "Control",
    "Cf": "Format",
    "Co": "Private_Use",
}

COMMON_SCRIPTS = (
    "Arabic",
    "Armenian",
    "Cyrillic",
    "Devanagari",
    "Georgian",
    "Greek",
    "Han",
    "Hangul",
    "Hebrew",
    "Hiragana",
    "Katakana",
    "Latin",
    "Thai",
)


def _loose(name: str) -> str:
    return name.replace("_", "").replace(" ", "").replace("-", "").lower()


_SHORT = {_loose(name): short for short, long in CATEGORIES.items() for name in (short, long)}


def canonical(name: str) -> str | None:
    """Return the name under which a tree keeps the property `name`, or None where there is none.

    Case, spaces, hyphens and underscores do not count; a script may be written `Greek`, `Script=Greek`
    or `sc=Greek`.
    """
    kind, equals, value = name.partition("=")
    if not equals and (short := _SHORT.get(_loose(name))):
        return short
    script = value if equals else name
    if (equals and _loose(kind) not in ("script", "sc")) or not _loose(script).isalpha():
        return None
    try:
        regex.compile(rf"\p{{Script={_loose(script)}}}")
    except regex.error:
        return None
    return f"Script={_loose(script).capitalize()}"


def similar(name: str) -> str:
    """Return what to write instead of the unknown property `name`."""
    known = (*CATEGORIES, *CATEGORIES.values(), *COMMON_SCRIPTS)
    close = get_close_matches(name, known, n=1)
    if close:
        return rf"did you mean `\p{{{close[0]}}}`?"
    return r"name a general category, e.g. `\p{Lu}`, or a script, e.g. `\p{Cyrillic}`"
