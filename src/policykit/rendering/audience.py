"""Who reads a rendering, and in which language.

The author of a text learns what to change and nothing about how rules work; the reviewer sees the rules
and the spans; the auditor sees the evidence and the policy's stamp too. The library's own sentences are in
English; the policy's texts come in the languages that the policy has.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

__all__ = ["Audience", "in_language"]


class Audience(enum.Enum):
    """Who a rendering is for."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"


def in_language(words: str | Mapping[str, str] | None, language: str) -> str | None:
    """The text in `language`, else in its base language, else in English, else in the first there is.

    >>> in_language({"en": "codes", "de": "Kennwörter"}, "de-AT")
    'Kennwörter'
    """
    if words is None or isinstance(words, str):
        return words
    for wanted in (language, language.partition("-")[0], "en"):
        if wanted in words:
            return words[wanted]
    return next(iter(words.values()), None)
