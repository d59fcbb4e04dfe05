"""Did-you-mean: the known name that a wrong one most resembles.

Only names that a policy declares openly are ever suggested; never a term or a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST = 1000
"""How many known names are compared: each comparison costs, and a mistake may be made many times."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that `word` most resembles, if it resembles one at all.

    >>> nearest("secrt", ["secret", "public"])
    'secret'
    """
    folded = {name.casefold(): name for name in sorted(known, reverse=True)[:MOST]}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The help for an unknown name; empty where nothing is near.

    >>> did_you_mean("secrt", ["secret", "public"])
    'did you mean `secret`?'
    """
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near is not None else ""


def listing(names: Iterable[str], most: int = 8) -> str:
    """Names in backticks, in order, the first few of many.

    >>> listing(["b", "a"])
    '`a`, `b`'
    """
    ordered = sorted(names)
    shown = ", ".join(f"`{name}`" for name in ordered[:most])
    return f"{shown} and {len(ordered) - most} more" if len(ordered) > most else shown


def unknown_help(word: str, known: Iterable[str], what: str) -> str:
    """The help for an unknown name: the nearest one, or those there are.

    >>> unknown_help("zzz", ["social"], "channels")
    'the channels are `social`'
    """
    names = list(known)
    return did_you_mean(word, names) or (
        f"the {what} are {listing(names)}" if names else f"there are no {what}"
    )
