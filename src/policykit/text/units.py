"""How positions change from one unit to another: code points, UTF-16 units, UTF-8 bytes.

Everything inside the library counts in Unicode code points. Scanners read UTF-8 bytes, browsers and
editors count UTF-16 units; the crossings are here and nowhere else. Each crossing takes many offsets at
once and sweeps over the text once, so a text with ten thousand matches costs no more than one.

A `str` may hold lone surrogates, which no encoding can carry. `encode` writes `?` for each, which keeps
the number of code points; `unit_offsets` counts what `surrogatepass` would write (3 bytes, 1 unit).
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["code_point_offsets", "encode", "unit_offsets"]

# UTF-8 marks every byte that continues a code point as 0b10xxxxxx.
_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))


def encode(text: str) -> bytes:
    """The text as valid UTF-8; each lone surrogate becomes the single byte `?`."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace")


def code_point_offsets(encoded: bytes, byte_offsets: Iterable[int]) -> dict[int, int]:
    """Maps byte offsets in valid UTF-8 to code-point offsets.

    `byte_offsets` lie in [0, len(encoded)], in any order. One inside a code point maps to where that
    code point starts. Linear in the bytes up to the largest offset.

    >>> code_point_offsets("né!".encode(), [0, 3, 4])
    {0: 0, 3: 2, 4: 3}
    """
    wanted = sorted(set(byte_offsets))
    if encoded.isascii():
        return {offset: offset for offset in wanted}
    found: dict[int, int] = {}
    begun = 0  # code points that start before `last`
    last = 0
    size = len(encoded)
    for offset in wanted:
        begun += len(encoded[last:offset].translate(None, _CONTINUATION_BYTES))
        last = offset
        inside = offset < size and encoded[offset] & 0xC0 == 0x80
        found[offset] = begun - 1 if inside else begun
    return found


def unit_offsets(text: str, offsets: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Maps code-point offsets to pairs of UTF-16 units and UTF-8 bytes.

    `offsets` lie in [0, len(text)], in any order. A lone surrogate counts 1 unit and 3 bytes.
    Linear in the text up to the largest offset.

    >>> unit_offsets("a😀b", [0, 1, 2])
    {0: (0, 0), 1: (1, 1), 2: (3, 5)}
    """
    wanted = sorted(set(offsets))
    if text.isascii():
        return {offset: (offset, offset) for offset in wanted}
    found: dict[int, tuple[int, int]] = {}
    utf16 = utf8 = last = 0
    for offset in wanted:
        passed = text[last:offset]
        if passed.isascii():
            utf16 += len(passed)
            utf8 += len(passed)
        else:
            utf16 += len(passed.encode("utf-16-le", "surrogatepass")) // 2
            utf8 += len(passed.encode("utf-8", "surrogatepass"))
        last = offset
        found[offset] = (utf16, utf8)
    return found
