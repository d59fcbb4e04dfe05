"""The folds as an attacker applies them: each takes the secret's cells and a random generator.

A cell is what stands for one character of the secret, so that a later fold never tears what an earlier one
made: an escape or a mark with its letter. `STEPS` gives the order: letters are replaced, marks and
invisible characters added, separators put between, cells escaped, and last the markup is laid over.
Nothing here is taken from the library.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from random import Random

import attrs

from benchmarks.evasion.alphabets import (
    BIDI_MARKS,
    BIDI_PAIRS,
    COMBINING,
    DECORATIVE,
    DIGITS,
    INVISIBLE,
    LEET,
    LOOKALIKES,
    SEPARATORS,
    full_width,
)

Cells = list[str]


@attrs.frozen
class Attack:
    """One fold: how it changes the cells, and the markup that the whole text then is."""

    name: str
    apply: Callable[[Cells, Random], Cells]
    markup: str = "plain"


def some(places: Sequence[int], random: Random, least: int = 1, most: int | None = None) -> list[int]:
    """A random choice of at least one of the places, in order; all of them half of the time."""
    if not places:
        return []
    if most is None and random.random() < 0.5:
        return list(places)
    top = min(most or len(places), len(places))
    return sorted(random.sample(list(places), random.randint(min(least, top), top)))


def replaced(
    cells: Cells, table: Mapping[str, str | Sequence[str]], random: Random, most: int | None = None
) -> Cells:
    """Some of the characters that the table knows, each as one of its stand-ins."""
    places = [place for place, cell in enumerate(cells) if cell in table]
    chosen = set(some(places, random, most=most))
    return [random.choice(table[cell]) if place in chosen else cell for place, cell in enumerate(cells)]


def leetspeak(cells: Cells, random: Random) -> Cells:
    table = {**LEET, **{letter.upper(): stands for letter, stands in LEET.items()}}
    return replaced(cells, table, random, most=4)


def confusable(cells: Cells, random: Random) -> Cells:
    return replaced(cells, LOOKALIKES, random)


def compatibility(cells: Cells, random: Random) -> Cells:
    return replaced(cells, random.choice(DECORATIVE), random)


def digits(cells: Cells, random: Random) -> Cells:
    return replaced(cells, random.choice(DIGITS), random)


def fullwidth(cells: Cells, random: Random) -> Cells:
    punctuation = random.random() < 0.5
    table = {
        cell: full_width(cell)
        for cell in cells
        if len(cell) == 1 and cell.isascii() and (cell.isalnum() or (punctuation and cell != " "))
    }
    return replaced(cells, table, random)


def combining(cells: Cells, random: Random) -> Cells:
    chosen = set(some([place for place, cell in enumerate(cells) if cell.isalpha()], random))
    return [
        cell + "".join(random.choices(COMBINING, k=random.randint(1, 3))) if place in chosen else cell
        for place, cell in enumerate(cells)
    ]


def invisible(cells: Cells, random: Random) -> Cells:
    """Between 1 and 4 of them anywhere inside, or one after every character."""
    inside = range(1, len(cells))
    places = list(inside) if random.random() < 0.2 else some(inside, random, most=4)
    return [
        random.choice(INVISIBLE) + cell if place in set(places) else cell for place, cell in enumerate(cells)
    ]


def bidi(cells: Cells, random: Random) -> Cells:
    """Marks inside, or an embedding that leaves what is shown in its order."""
    if random.random() < 0.5:
        chosen = set(some(range(1, len(cells)), random, most=4))
        return [random.choice(BIDI_MARKS) + cell if n in chosen else cell for n, cell in enumerate(cells)]
    start = random.randrange(len(cells) - 1)
    end = random.randrange(start + 1, len(cells))
    opening, closing = random.choice(BIDI_PAIRS)
    result = list(cells)
    result[start] = opening + result[start]
    result[end] += closing
    return result


def separated(cells: Cells, random: Random, without: str = "") -> Cells:
    """One separator between all characters; a gap between words stays one, and shows."""
    held = "".join(cells)
    usable = [one for one in SEPARATORS if one not in without and (one == " " or one not in held)]
    separator = random.choice(usable)
    result: Cells = []
    for place, cell in enumerate(cells):
        gap = cell == " " or (place and cells[place - 1] == " ")
        result += ([] if not place or gap else [separator]) + [cell * 3 if cell == separator == " " else cell]
    return result


def separated_in_markdown(cells: Cells, random: Random) -> Cells:
    return separated(cells, random, without="*_~|+-")


def percent(cells: Cells, random: Random) -> Cells:
    chosen = set(some(range(len(cells)), random))
    return [percent_of(cell, random) if place in chosen else cell for place, cell in enumerate(cells)]


def percent_of(cell: str, random: Random) -> str:
    written = "".join(f"%{byte:02X}" for byte in cell.encode())
    return written if random.random() < 0.7 else written.lower()


def entity(cells: Cells, random: Random) -> Cells:
    chosen = set(some(range(len(cells)), random))
    form = random.choice(("&#{0};", "&#x{0:x};", "&#X{0:X};", "&#{0:05d};", "&#x{0:06x};"))
    return [
        "".join(form.format(ord(char)) for char in cell) if place in chosen and "%" not in cell else cell
        for place, cell in enumerate(cells)
    ]


def base64_run(cells: Cells, random: Random) -> Cells:
    raw = "".join(cells).encode()
    coded = base64.urlsafe_b64encode(raw) if random.random() < 0.3 else base64.b64encode(raw)
    return list(coded.decode().rstrip("=") if random.random() < 0.3 else coded.decode())


def html(cells: Cells, random: Random) -> Cells:
    """Inline tags as a rich-text editor leaves them, round a part of the secret or between two characters."""
    result = list(cells)
    if random.random() < 0.6:
        start = random.randrange(len(cells))
        end = random.randrange(start, len(cells))
        opening, closing = random.choice(
            (("<b>", "</b>"), ("<em>", "</em>"), ('<span style="color: #333">', "</span>"), ("<u>", "</u>"))
        )
        result[start] = opening + result[start]
        result[end] += closing
        return result
    chosen = set(some(range(1, len(cells)), random, most=4))
    piece = random.choice(("<wbr>", "<!-- -->", "<i></i>", '<span data-x="1"></span>', "<b></b>"))
    return [piece + cell if place in chosen else cell for place, cell in enumerate(cells)]


def markdown(cells: Cells, random: Random) -> Cells:
    """Emphasis round some characters inside, where the rules of Markdown let it open and close."""
    marker = random.choice(("**", "*", "~~"))
    plain = [cell[0].isalnum() and cell[-1].isalnum() for cell in cells]
    opens = [place for place in range(1, len(cells)) if plain[place - 1] and plain[place]]
    result = list(cells)
    if len(opens) < 2:
        return [marker, *result, marker]
    start, end = sorted(random.sample(opens, 2))
    result[start] = marker + result[start]
    result[end] = marker + result[end]
    return result


STEPS = (
    Attack("leetspeak", leetspeak),
    Attack("confusable", confusable),
    Attack("compatibility", compatibility),
    Attack("digits", digits),
    Attack("full-width", fullwidth),
    Attack("combining", combining),
    Attack("invisible", invisible),
    Attack("bidi", bidi),
    Attack("separated", separated),
    Attack("percent", percent),
    Attack("entity", entity),
    Attack("base64", base64_run),
    Attack("html", html, "html"),
    Attack("markdown", markdown, "markdown"),
)
"""Every fold, in the order in which an attacker lays one over another."""
