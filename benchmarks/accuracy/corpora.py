"""The labelled items and the unlabelled posts, read from folders that the command line names.

An item is one line of a `*.jsonl.gz` file: `{"id", "source", "kind", "their_kind", "text", "spans", "count"}`
with `spans` in code points, half-open, or null where only the count is known. `count: 0` says "not of this
kind", which is not "clean"; `weak: true` keeps an item out of strict scores. Nothing of what is read here
is printed or stored in the tree.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import attrs


@attrs.frozen
class Item:
    """A text with the answer that its authors give: how many things of one kind it holds, and where."""

    id: str
    source: str
    kind: str
    text: str = attrs.field(repr=False)
    spans: tuple[tuple[int, int], ...] | None
    count: int
    weak: bool = False


@attrs.frozen
class Corpus:
    """One file of items: its name, digest and content."""

    name: str
    digest: str
    items: tuple[Item, ...] = attrs.field(repr=False)


@attrs.frozen
class Provenance:
    """Where the items of a source come from."""

    title: str
    licence: str


PROVENANCE = {
    "presidio": Provenance("recogniser tests of microsoft/presidio @0aa9f8e (one half of them)", "MIT"),
    "detect-secrets": Provenance("plugin tests of Yelp/detect-secrets @5e14193", "Apache-2.0"),
    "secretlint": Provenance("rule snapshots of secretlint/secretlint @18346ba", "MIT"),
    "datafog": Provenance("detection corpus of DataFog/datafog-python @b34c04c", "MIT"),
    "scrubadub": Provenance("detector tests of LeapBeyond/scrubadub @53772cb", "Apache-2.0"),
    "noseyparker": Provenance("rule examples of praetorian-inc/noseyparker @2e6e7f3", "Apache-2.0"),
}


def read_corpora(*folders: Path) -> list[Corpus]:
    """Every `*.jsonl.gz` in the folders, by name. Raises ValueError where an item is not of the form."""
    return [read_corpus(path) for folder in folders for path in sorted(folder.glob("*.jsonl.gz"))]


def read_corpus(path: Path) -> Corpus:
    raw = path.read_bytes()
    lines = gzip.decompress(raw).decode("utf-8").splitlines()
    items = tuple(read_item(line, f"{path.name}:{number}") for number, line in enumerate(lines, 1))
    return Corpus(path.name.removesuffix(".jsonl.gz"), digest_of(raw), items)


def read_item(line: str, place: str) -> Item:
    row = json.loads(line)
    try:
        spans = None if row["spans"] is None else tuple((start, end) for start, end in row["spans"])
        item = Item(
            row["id"], row["source"], row["kind"], row["text"], spans, row["count"], row.get("weak", False)
        )
    except (KeyError, TypeError, ValueError) as problem:
        # the item's text stays out of the message
        raise ValueError(f"{place}: not an item: {type(problem).__name__}") from None
    if not isinstance(item.text, str):
        raise ValueError(f"{place}: not an item: the text is none")
    if any(not 0 <= start < end <= len(item.text) for start, end in item.spans or ()):
        raise ValueError(f"{place}: a span lies outside the text")
    return item


def read_posts(path: Path) -> tuple[str, list[str]]:
    """The digest of a file with one post a line, and its posts; empty lines count as posts."""
    raw = path.read_bytes()
    return digest_of(raw), raw.decode("utf-8").removesuffix("\n").split("\n")


def digest_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:16]
