"""YAML as plain values with positions: strings, numbers, booleans, nothing, lists, mappings.

The parser of ruamel.yaml gives the events and this module puts them together under the core schema of
YAML 1.2 (`no` is a word, a date is a word, `0123` is a number), because a policy wants less of YAML than a
loader offers: no tags, one document, unique keys that are words, a bounded depth and bounded aliases. JSON is
read by the same code. Every refusal is a diagnostic with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import attrs
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from policykit.errors import Diagnostic
from policykit.loading.comments import Scalar, lost_to_comments
from policykit.loading.marks import EMPTY, Mark, Marks, Path
from policykit.loading.plain import DEEPEST, MOST_NODES
from policykit.loading.syntax import Problem, explain, unreadable_character

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_ODD_FLOAT = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_MOST_DIGITS = 4000
NodeStart = ScalarEvent | MappingStartEvent | SequenceStartEvent
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_OUTSIDE = -1
"""A step of the path of a value that is read and then left out; no position is negative."""


@attrs.frozen(repr=False)
class Reading:
    """A file as a plain value (None where it could not be read), its marks, and what is wrong with it."""

    value: dict[str, Any] | None
    marks: Marks
    problems: tuple[Diagnostic, ...]


def resolve(written: str) -> Any:
    """The value of a plain scalar under the core schema of YAML 1.2.

    >>> resolve("no"), resolve("true"), resolve("0123"), resolve("1.10"), resolve("")
    ('no', True, 123, 1.1, None)
    """
    if _NULL.match(written):
        return None
    if _BOOL.match(written):
        return written[0] in "tT"
    if _INT.match(written):
        # Python refuses to read more digits; nobody writes as many, and it is a number all the same.
        return int(written) if len(written) < _MOST_DIGITS else float("inf")
    if _BASED.match(written):
        return int(written, 0)
    if _FLOAT.match(written):
        return float(written)
    if _ODD_FLOAT.match(written):
        return float(written.replace(".", ""))
    return written


def read_yaml(text: str, source: str, *, json: bool = False) -> Reading:
    """Read `text`, the content of the file that the caller names `source`.

    `json` says that the file is meant as JSON, where tabs are white space.
    """
    if json:
        text = text.replace("\t", " ")  # JSON allows none inside a string, so the columns stay
    problem = unreadable_character(text)
    if problem is not None:
        return Reading(None, Marks(), (problem.at(source),))
    composer = _Composer(source)
    try:
        composer.compose(YAML(typ="safe", pure=True).parse(text))
    except _StoppedError:
        return Reading(None, Marks(), tuple(composer.problems))
    except (YAMLError, OverflowError, ValueError) as error:  # the latter two for `\U` beyond Unicode
        return Reading(None, Marks(), (*composer.problems, explain(error, text).at(source)))
    marks = Marks(composer.marks)
    found = [*composer.problems, *lost_to_comments(text, composer.scalars, source)]
    if not isinstance(composer.value, dict):
        found.append(
            Diagnostic(
                source, 1, 1, "no-mapping", "a policy is a mapping of keys to values, such as `policy: name`"
            )
        )
        return Reading(None, marks, tuple(found))
    return Reading(composer.value, marks, tuple(found))


class _StoppedError(Exception):
    """Reading further makes no sense; the diagnostic is already noted."""


@attrs.define
class _Key:
    name: str | None
    line: int
    column: int


@attrs.define
class _Open:
    """A collection whose end has not come yet; `key` waits for its value."""

    value: dict[str, Any] | list[Any]
    path: Path
    anchor: NodeStart | None
    nodes_before: int
    key: _Key | None = None


@attrs.define
class _Anchored:
    """What an anchor stands for: the value, how many values it holds, and the event that names it."""

    value: Any
    nodes: int
    event: Event
    used: bool = False


class _Composer:
    """Puts events together, noting marks and problems as they come."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.value: Any = None
        self.marks: dict[Path, Mark] = {}
        self.problems: list[Diagnostic] = []
        self.scalars: list[Scalar] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.nodes = 0
        self.documents = 0

    def compose(self, events: Iterator[Event]) -> None:
        for event in events:
            if isinstance(event, DocumentStartEvent):
                self.document(event)
            elif isinstance(event, AliasEvent):
                self.alias(event)
            elif isinstance(event, ScalarEvent):
                self.scalar(event)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self.begin(event)
            elif isinstance(event, CollectionEndEvent):
                self.end()
        for anchored in self.anchors.values():
            if not anchored.used:
                self.note(
                    anchored.event,
                    "yaml-anchor",
                    "`&` begins an anchor, and no alias uses it",
                    "put words that begin with `&` in double quotes",
                )

    def note(self, event: Event, code: str, message: str, advice: str = "") -> None:
        mark = event.start_mark
        self.problems.append(Problem(mark.line + 1, mark.column + 1, code, message, advice).at(self.source))

    def stop(self, event: Event, code: str, message: str, advice: str = "") -> NoReturn:
        self.note(event, code, message, advice)
        raise _StoppedError

    def count(self, event: Event, nodes: int = 1) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            self.stop(
                event, "too-large", f"the policy holds more than {MOST_NODES:,} values, aliases expanded"
            )

    def document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(
                event, "documents", "the file holds several documents", "leave out `---`: one policy a file"
            )
        if event.version or event.tags:
            self.note(event, "yaml-percent", "`%` begins a directive of YAML", "leave the line out")

    def tagged(self, event: NodeStart) -> None:
        if event.tag is not None:
            self.note(
                event,
                "yaml-tag",
                "`!` begins a tag, which a policy may not use",
                "put words that begin with `!` in double quotes",
            )

    def alias(self, event: AliasEvent) -> None:
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            self.note(
                event,
                "yaml-alias",
                "`*` begins an alias, and no finished value before it has this anchor",
                "put words that begin with `*` in double quotes",
            )
            self.put(event, "?", "")
            return
        anchored.used = True
        self.count(event, anchored.nodes)
        self.put(event, anchored.value, "")

    def scalar(self, event: ScalarEvent) -> None:
        self.count(event)
        self.tagged(event)
        style = event.style or ""
        value: Any = event.value if style else resolve(event.value)
        if isinstance(value, str):
            value = self.whole(event, value)
        self.scalars.append(Scalar(event.start_mark.index, event.end_mark.index, style, value is None))
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, 1, event)
        self.put(event, value, style)

    def whole(self, event: Event, value: str) -> str:
        """The text with the surrogate pairs joined that JSON writes as two escapes; a lone one is noted."""
        value = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), value)
        if _SURROGATE.search(value):
            self.note(
                event, "surrogate", "half of a surrogate pair is no character", "write the character itself"
            )
            value = _SURROGATE.sub("?", value)
        return value

    def begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self.count(event)
        self.tagged(event)
        if len(self.stack) >= DEEPEST:
            self.stop(event, "too-deep", f"values are nested more than {DEEPEST} deep")
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.stop(
                event, "key-not-words", "a key is a word, not a list or a mapping", "put it in double quotes"
            )
        value: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        nodes = self.nodes
        path = self.put(event, value, "[" if event.flow_style else "-")
        if event.anchor:
            # An alias inside the value it stands for finds nothing: the anchor is known at the end only.
            self.anchors.pop(event.anchor, None)
        self.stack.append(_Open(value, path, event if event.anchor else None, nodes))

    def end(self) -> None:
        closed = self.stack.pop()
        if closed.anchor is not None:
            self.anchors[closed.anchor.anchor] = _Anchored(
                closed.value, self.nodes - closed.nodes_before + 1, closed.anchor
            )

    def put(self, event: Event, value: Any, style: str) -> Path:
        """Put a value where it belongs and note its mark; the path of the value."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if not self.stack:
            self.value = value
            return self.mark((), event, style, line, column)
        inside = self.stack[-1]
        if isinstance(inside.value, list):
            inside.value.append(value)
            return self.mark((*inside.path, len(inside.value) - 1), event, style, line, column)
        if inside.key is None:
            inside.key = _Key(self.key(event, value, inside.path), line, column)
            return inside.path
        key, inside.key = inside.key, None
        if key.name is None:
            return (*inside.path, _OUTSIDE)
        path = (*inside.path, key.name)
        if key.name in inside.value:
            first = self.marks[path]
            secret = "terms" in inside.path
            self.problems.append(
                Diagnostic(
                    self.source,
                    key.line,
                    key.column,
                    "duplicate-key",
                    "a key stands here twice" if secret else f"the key `{key.name}` stands here twice",
                    f"the first one is at {first.key_line}:{first.key_column}",
                )
            )
            return (*path, _OUTSIDE)
        inside.value[key.name] = value
        return self.mark(path, event, style, key.line, key.column)

    def mark(self, path: Path, event: Event, style: str, line: int, column: int) -> Path:
        if _OUTSIDE not in path:
            start, end = event.start_mark, event.end_mark
            written = event.value if isinstance(event, ScalarEvent) and not style else ""
            if isinstance(event, ScalarEvent) and not style and not written:
                style = EMPTY
            self.marks[path] = Mark(
                start.line + 1, start.column + 1, line, column, style, written, start.index, end.index
            )
        return path

    def key(self, event: Event, value: Any, path: Path) -> str | None:
        """The key that a scalar is, or None for none; anything but words is noted and read as written."""
        if value == "<<" and not getattr(event, "style", None):
            self.note(
                event, "merge-key", "`<<` merges mappings, which a policy may not do", "repeat the keys"
            )
        if isinstance(value, str):
            return value
        written = str(getattr(event, "value", ""))
        if value is None and not written:
            self.note(
                event,
                "key-not-words",
                "a key is missing before `:`",
                "put words that hold `:` in double quotes",
            )
            return None
        if "terms" in path:
            self.note(event, "key-not-words", "expected words as a key", "put it in quotes")
        else:
            self.note(
                event, "key-not-words", f"expected words as a key, found `{written}`", "put it in quotes"
            )
        return written
