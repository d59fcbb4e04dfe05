"""What stands in place of what was taken out: a mask, a label, a keyed hash or a keyed pseudonym.

`redact` finds out what has to go; here it is decided what a reader sees instead. Only letters, digits, `-`,
`:` and square brackets are ever written, so that markup stays well-formed wherever they land. A replacement
is judged like everything else: one that would be found itself, or that makes something new be found beside
it, gives way to the mask.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Literal, get_args

import attrs

from policykit.engine.fingerprint import check_key
from policykit.engine.redact import MASK, Masking, Sighting, Weigh, points_of
from policykit.model.scales import Outcome

__all__ = ["STYLES", "Style", "Write", "replaced", "writer"]

Style = Literal["mask", "label", "hash", "pseudonym"]
STYLES: tuple[Style, ...] = get_args(Style)

Write = Callable[[Sighting], str]
"""What stands in place of something that was found."""


@attrs.frozen
class _Cluster:
    """Sightings that share code points, and the one that speaks for them."""

    lead: Sighting
    points: frozenset[int]


def writer(style: str, key: bytes | None) -> Write | None:
    """How `style` writes; None for the mask.

    `hash` tells equal values apart from others to whoever has the same key; `pseudonym` does, case and white
    space aside, and reads like a name. Raises `ValueError` for an unknown style and for a missing or short
    key.
    """
    if style not in STYLES:
        raise ValueError(f"unknown style `{style}`: expected {', '.join(f'`{s}`' for s in STYLES)}")
    if style == "mask":
        return None
    if style == "label":
        return lambda sighting: f"[{sighting.label}]"
    checked = check_key(key)
    if checked is None:
        raise ValueError(
            f"the style `{style}` needs a key: without one, whoever guesses a value could check it"
        )
    if style == "hash":
        return lambda sighting: f"[{sighting.label}:{_digest(checked, 'hash', sighting.value).hex()[:16]}]"
    return lambda sighting: f"{sighting.label}-{_pseudonym(checked, sighting.value)}"


def _pseudonym(key: bytes, value: str) -> str:
    digest = _digest(key, "pseudonym", "".join(value.casefold().split()))
    # 40 bits: two values of a million share a pseudonym about once in two
    return base64.b32encode(digest[:5]).decode()


def _digest(key: bytes, purpose: str, value: str) -> bytes:
    said = f"policykit {purpose}\0{value}".encode(errors="surrogatepass")
    return hmac.new(key, said, hashlib.sha256).digest()


def replaced(text: str, masking: Masking, write: Write, weigh: Weigh, to: Outcome) -> str:
    """`text` with what `masking` takes out replaced as `write` says, and nothing above `to` in it."""
    clusters = _clusters(masking.sightings)
    masked: set[int] = set()
    while True:
        written, origins = _substitute(text, clusters, masked, write)
        found = {origins[place] for place in points_of(s for s in weigh(written) if s.outcome > to)}
        failed = {-1 - origin for origin in found if origin < 0}
        fresh = {origin for origin in found if origin >= 0} - masked
        if not failed and not fresh:
            return written
        masked |= fresh
        masked.update(*(clusters[number].points for number in failed))
        clusters = [c for number, c in enumerate(clusters) if number not in failed]


def _clusters(sightings: Sequence[Sighting]) -> list[_Cluster]:
    """The sightings by shared code points, in the order of the text."""
    found: list[_Cluster] = []
    placed = sorted(((s, frozenset(points_of([s]))) for s in sightings), key=lambda pair: min(pair[1]))
    for sighting, points in placed:
        # the ranges of a match are in order, so only the last cluster can share a point with it
        last = found.pop() if found and found[-1].points & points else None
        if last is not None:
            points |= last.points
            sighting = max(last.lead, sighting, key=lambda s: (s.outcome, len(s.value)))
        found.append(_Cluster(sighting, points))
    return found


def _substitute(
    text: str, clusters: Sequence[_Cluster], masked: set[int], write: Write
) -> tuple[str, list[int]]:
    """The text with replacements, and for each of its code points where it came from.

    That is a place in `text` or, for the cluster of number n, `-1 - n`.
    """
    owner = {place: number for number, cluster in enumerate(clusters) for place in cluster.points}
    pieces: list[str] = []
    origins: list[int] = []
    begun: set[int] = set()
    for place, char in enumerate(text):
        number = owner.get(place)
        if number is None or place in masked:
            pieces.append(MASK if place in masked else char)
            origins.append(place)
        elif number not in begun:
            begun.add(number)
            pieces.append(write(clusters[number].lead))
            origins.extend((-1 - number,) * len(pieces[-1]))
    return "".join(pieces), origins
