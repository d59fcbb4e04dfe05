"""What is found in a text: the first half of the specification, the paragraph *Matches* of the design page.

Plain items come in with their matches, searches come out with theirs. Naive: every question is answered by
looking through everything again. Only this is lazy, on purpose: what nobody asks for cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from oracle.values import Span, World
from policykit.model.find import Counted, Either, Every, Search, referred
from policykit.model.rules import Classify, Disclosure, Forbid
from policykit.model.scales import Confidence
from policykit.text.dates import FoundDate, dates
from policykit.text.segments import Segments

Found = dict[Span, Confidence]
HASHTAGS = re.compile(r"#\w+(?:[^\S\n]*,?\n?[^\S\n]*#\w+){2,}")


def covered(span: Span, spans: Iterable[Span]) -> bool:
    """Whether one of `spans` holds `span` whole."""
    return any(a <= span[0] and span[1] <= b for a, b in spans)


class Reader:
    """The matches in one text; `failed` is true as soon as something that was asked for failed."""

    def __init__(self, world: World, text: str) -> None:
        self.world, self.text, self.failed = world, text, False
        self.segments = Segments(text)

    def hits(self, search: Search, seen: bool, doubts: bool = True) -> Found:
        """The matches of a search with their confidence; `seen`: only what a reader sees counts."""
        within = search.within
        found = {s: search.starts or c for s, c in self.find(search.find, seen, doubts).items()}
        found = {s: c for s, c in found.items() if not covered(s, self.find(search.clear_if, True))}
        if search.with_:
            found = {s: c for s, c in found.items() if self.near(search.with_, s, within, seen)}
        found = {s: c for s, c in found.items() if not self.near(search.without, s, within, True)}
        for s in found:
            sure = sum(self.near((item,), s, within, seen) for item in search.sure_if or ())
            doubt = sum(self.near((i,), s, within, True) for i in search.doubt_if or () if doubts)
            found[s] = found[s].shifted(sure - doubt)
        return {s: c for s, c in found.items() if self.disjoint(found, s, within) >= search.at_least}

    def find(self, items: Iterable[Any] | None, seen: bool, doubts: bool = True) -> Found:
        """The matches of a list: agreeing items make one match; its plain phrases are one item."""
        phrases = tuple(i for i in items or () if isinstance(i, str) and not referred(i))
        found = Found()
        for item in [phrases] * bool(phrases) + [i for i in items or () if i not in phrases]:
            search = self.search_of(item)
            matches = self.hits(search, seen, doubts) if search else self.plain(item, seen)
            for span, confidence in matches.items():
                found[span] = max(confidence, found.get(span, confidence))
        return found

    def plain(self, item: object, seen: bool) -> Found:
        spans = self.world.matches(self.text, item, seen)
        self.failed |= spans is None
        return dict.fromkeys(spans or (), Confidence.HIGH)

    def search_of(self, item: Any) -> Search | None:
        """The search that an item stands for; None for a plain one."""
        if isinstance(item, Either):
            return Search(find=item.any)
        if isinstance(item, Counted):
            return Search(find=item.of, at_least=item.count)
        if isinstance(item, Every):  # all but the last part, with the last one beside it
            *first, last = item.all
            return Search(find=first if len(first) == 1 else [Every(all=first)], with_=last)
        return self.world.document.detectors[referred(item) or ""] if referred(item) else None

    def scope(self, span: Span, within: str | int) -> Span:
        if isinstance(within, int):
            return span[0] - within, span[1] + within
        return self.segments.sentence(*span) if within == "sentence" else (0, len(self.text))

    def near(self, items: Iterable[Any] | None, span: Span, within: str | int, seen: bool) -> bool:
        """Whether any of `items` stands in the scope, wholly before or wholly after the span."""
        low, high = self.scope(span, within)
        places = self.find(items, seen)
        return any((low <= a and b <= span[0]) or (span[1] <= a and b <= high) for a, b in places)

    def disjoint(self, found: Iterable[Span], span: Span, within: str | int) -> int:
        """The greatest number of matches in the scope of which no two overlap."""
        (low, high), count = self.scope(span, within), 0
        while ends := [b for a, b in found if low <= a and b <= high]:
            low, count = min(ends), count + 1
        return count

    def stated(self, rule: Classify | Forbid, span: Span) -> FoundDate | None:
        """The first date in the scope that ends after the span begins, or else the last one there.

        Those that depend on the instant count where no other stands there.
        """
        low, high = self.scope(span, rule.within)
        now = self.world.at and self.world.at.astimezone(ZoneInfo(self.world.document.time_zone))
        every = dates(self.text, now=now)
        near = [date for date in every if low <= date.start and date.end <= high]
        near = [date for date in near if not date.relative] or near
        last = near[-1] if near and rule.until_stated else None
        return next((date for date in near if last and date.end > span[0]), last)

    def places(self, items: Iterable[Any]) -> Iterator[Span]:
        """Where a match could be, all evidence aside."""
        yield from self.find([item for item in items if not self.search_of(item)], True)
        for search in filter(None, map(self.search_of, items)):
            yield from self.places(search.find or ())

    def told(self, disclosure: Disclosure) -> list[str]:
        """How the disclosure stands for each jurisdiction that it may be: told, buried or missing."""
        fact = self.world.document.facts.get("jurisdiction")
        known = self.world.known.get("jurisdiction")
        possible = [known] if known is not None else fact.values if fact else ["any"]
        runs = [run.span() for run in HASHTAGS.finditer(self.text)]
        starts = {"start": 140, "end": len(self.text), "anywhere": len(self.text)}.get(disclosure.place)
        ends = len(self.text) - 140 if disclosure.place == "end" else -1
        states, rejected = [], self.find(disclosure.reject, True)
        for jurisdiction in possible:
            spans = [
                span
                for name in dict.fromkeys(("any", str(jurisdiction)))
                if name in disclosure.accept
                for span in self.find(disclosure.accept[name], True)
                if not covered(span, rejected)
            ]
            placed = [
                (a, b)
                for a, b in spans
                if a < (starts or disclosure.place) and b > ends and not any(a < d and c < b for c, d in runs)
            ]
            states.append("told" if placed else "buried" if spans else "missing")
        return states
