"""From an author's source to a `Pattern`: read, bounded, checked as a whole, ready to be translated.

What `read` refuses has a place in the source; what is refused here concerns all of it: a match of
nothing, of everything, or of mask characters alone, which would make redaction find its own marks. Growth
is measured apart (`growth`), because it costs more and not every caller needs it.
"""

from __future__ import annotations

import attrs

from policykit.matching.pattern.characters import members
from policykit.matching.pattern.digits import digit_screen, fewest_digits
from policykit.matching.pattern.matcher import matches_within
from policykit.matching.pattern.problem import PatternError
from policykit.matching.pattern.read import read
from policykit.matching.pattern.screening import end_screen, screen
from policykit.matching.pattern.source import engine_flags, engine_source
from policykit.matching.pattern.syntax import (
    Anchor,
    CharClass,
    Choice,
    Dot,
    Literal,
    Look,
    Node,
    Sequence,
)
from policykit.matching.pattern.width import bounded, greatest, least, reach
from policykit.matching.screen import Screen

__all__ = ["MASK", "Pattern", "PatternError", "parse"]

MASK = "\u2588"
ORDINARY = ("a", "0", " ", "\u00e9", ".")


@attrs.frozen
class Pattern:
    """A pattern that can be used: its tree, and what the tree tells.

    `source` is what the author wrote; `node` is the tree with every repeat bounded. A match spans
    `min_width` to `max_width` code points, holds at least `digits` ASCII digits, and depends on at most
    `behind` code points before its start and `ahead` after its end.
    """

    source: str
    node: Node = attrs.field(repr=False)
    min_width: int
    max_width: int
    behind: int
    ahead: int
    digits: int

    @property
    def regex_flags(self) -> int:
        """The flags with which `to_regex()` is compiled."""
        return engine_flags(self.node)

    def to_regex(self) -> str:
        """Return the exact source for the module `regex`, to be compiled with `regex_flags`."""
        return engine_source(self.node)

    def to_screen(self, *, edges: bool = True, odd: bool = True) -> Screen:
        r"""Return the screen that reports at least every end of every match, or an offset `inside` each.

        Without `edges` it holds no anchor and no `\b`: for combinations, and for a buffer of many texts.
        Without `odd` it may miss matches that hold a letter such as `\u212a`, which is a `k` in any case.
        """
        return screen(self.node, edges=edges, odd=odd)

    def half_screen(self) -> Screen:
        r"""Return a cheap screen for half of a pair: no anchor, no `\b`, and digits for what is a number.

        It may miss matches that hold an odd letter, as `to_screen` does without `odd`.
        """
        return digit_screen(self.node) or self.to_screen(edges=False, odd=False)

    def fallback_screen(self) -> Screen:
        """Return a screen that every engine takes: the code points that can end a match."""
        return end_screen(self.node)


def parse(source: str, *, greatest_width: int = 400, checked: bool = False) -> Pattern:
    r"""Return the pattern that `source` writes.

    `greatest_width` is the most code points that a match may span. Open repeats (`*`, `+`, `{m,}`) all end
    at the greatest common number for which the whole pattern stays within it. `checked` says that this has
    been asked before and raised nothing, so that what only refuses is not asked again.

    Raises:
        PatternError: the pattern is no pattern of this language, is too wide, or matches the empty string,
            everything or the mask character.

    >>> parse(r"a.*b").to_regex()
    'a.{0,398}b'
    """
    node = bounded(read(source), greatest_width)
    if not checked:
        _check(node)
    behind, ahead = reach(node)
    return Pattern(source, node, least(node), greatest(node), behind, ahead, fewest_digits(node))


def _check(node: Node) -> None:
    if not least(node):
        raise PatternError(
            "the pattern can match the empty string", help="make one part of it mandatory, e.g. `+` for `*`"
        )
    if all(matches_within(node, char) for char in ORDINARY):
        raise PatternError("the pattern matches everything", help="name what the match begins or ends with")
    if _consumes_only(node, MASK):
        raise PatternError(
            f"the pattern matches the mask character `{MASK}`: a redacted text would match again",
            help=f"exclude it, e.g. `[^\\s{MASK}]` for `\\S`",
        )


def _consumes_only(node: Node, char: str) -> bool:
    """Say whether a match of `node` can consist of nothing but `char`, whatever stands around it.

    Anchors and look-arounds are taken to hold: for each, some text around a run of `char` makes it so, or
    the author can say the same with a class that leaves `char` out.
    """
    match node:
        case Literal() | CharClass() | Dot():
            return bool(members(node, char))
        case Anchor() | Look():
            return True
        case Sequence(parts):
            return all(_consumes_only(part, char) for part in parts)
        case Choice(options):
            return any(_consumes_only(option, char) for option in options)
        case _:
            return node.least == 0 or _consumes_only(node.body, char)
