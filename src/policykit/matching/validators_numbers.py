"""What the tables of identifying numbers are written with: rows, hints, and the arithmetic of check digits.

A row is a validator of a number as people write it. Checks come from python-stdnum where it has them;
where its check reads a clock (is this birthday in the future?) or where it has none, the row's own module
does the sum. Prefilters share a few hints: a policy that pairs fifty numbers with words about them then
asks for one run of digits. Fences hold the ends of a number against ASCII alone where the script of the
country joins words to numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any

from policykit.matching.screen import Screen
from policykit.matching.validation import BACK, FRONT, Validator

__all__ = [
    "DIGITS",
    "FEW_DIGITS",
    "RUN",
    "cross_sum",
    "digits_of",
    "is_day",
    "known_to",
    "number",
    "stdnum",
    "unfenced",
    "weighted",
]

# Nine digits, alone or with single separators between them; a date has eight.
DIGITS = Screen(rb"[0-9](?:[ ./\-]?[0-9]){8}", 0)
# Part of an identifier that mixes letters with a run of digits.
RUN = Screen(rb"[0-9]{7}", 0)
# Four digits with at most a few letters between them: numbers of papers mix the two as chance has it.
FEW_DIGITS = Screen(rb"[0-9](?:[A-Za-z]{0,5}[0-9]){3}", 0)

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def number(
    name: str,
    title: str,
    shape: str,
    check: Callable[[str], bool],
    hits: tuple[str, ...],
    misses: tuple[str, ...],
    hint: Screen | None = None,
) -> Validator:
    """The validator of a number whose ends stand clear of words, longer numbers and decimal fractions."""
    return Validator(name, title, f"{FRONT}(?:{shape}){BACK}", _varied(check), hits, misses, hint=hint)


def unfenced(
    name: str,
    title: str,
    shape: str,
    check: Callable[[str], bool],
    hits: tuple[str, ...],
    misses: tuple[str, ...],
    hint: Screen | None = None,
) -> Validator:
    """As `number`, for a script without spaces: only ASCII letters and digits may not touch the number."""
    front, back = r"(?<![0-9A-Za-z_@])(?<![0-9A-Za-z_][-.])", r"(?![0-9A-Za-z_])(?!-[0-9A-Za-z_])(?!\.[0-9])"
    return Validator(name, title, f"{front}(?:{shape}){back}", _varied(check), hits, misses, hint=hint)


def _varied(check: Callable[[str], bool]) -> Callable[[str], bool]:
    """`check`, of more than one digit or letter: a run of the same is what people type to fill a form."""

    def varied(candidate: str) -> bool:
        return len(set(filter(str.isalnum, candidate))) > 1 and check(candidate)

    return varied


def known_to(*modules: str) -> Callable[[str], bool]:
    """A check that holds where any of stdnum's `modules` calls the number valid."""

    def check(candidate: str) -> bool:
        # all are loaded at the first call, so that no later one has to
        libraries = [stdnum(name) for name in modules]
        return any(bool(library.is_valid(candidate)) for library in libraries)

    return check


@cache
def stdnum(name: str) -> Any:
    """The module of python-stdnum with that name; only checks ask for one, so that it loads on first use."""
    return import_module(f"stdnum.{name}")


def digits_of(candidate: str) -> str:
    """The ASCII digits of `candidate`, in order."""
    return "".join(character for character in candidate if "0" <= character <= "9")


def weighted(digits: str, weights: Iterable[int]) -> int:
    """The sum of the digits, each times its weight.

    Raises `ValueError` where there are more or fewer digits than weights.
    """
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def cross_sum(digits: str, weights: Iterable[int]) -> int:
    """The sum of the digits of each digit times its weight.

    Raises `ValueError` where there are more or fewer digits than weights.
    """
    return sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, weights, strict=True))


def is_day(month: int, day: int) -> bool:
    """Whether a year may have that day; 29 February is one."""
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
