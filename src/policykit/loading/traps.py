"""The traps of YAML that still give a value: control characters, sentences split at their commas, nothing.

What is refused here would load and mean something else than its author wrote. `comments` and `syntax` catch
the traps that leave no value at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policykit.errors import Diagnostic
from policykit.loading.items import EXAMPLES, FINDS
from policykit.loading.marks import EMPTY, Marks, Path
from policykit.loading.plain import control_name, is_secret, walk
from policykit.loading.sheet import diagnose
from policykit.storage.terms import control_character

_PHRASES = (*FINDS, "all", "any", "of", "terms", "accept", "reject")
_STOPS = ".!?…"
_JOINING = re.compile(
    # Phrases seldom begin with these conjunctions, the rest of a sentence often does.
    r"(?:and|or|but|which|who|because|und|oder|aber|sondern|weil|dass|et|ou|mais|pero|porque)\s",
)


def traps(value: Mapping[str, Any], origin: str, marks: Marks) -> Iterator[Diagnostic]:
    """A diagnostic for each trap in a plain policy."""
    for path, found in walk(value):
        mark = marks.at.get(path)
        if isinstance(found, str):
            yield from _control(path, found, origin, marks)
        elif found is None and mark is not None and mark.style == EMPTY:
            named = isinstance(path[-1], str) and not is_secret(path[:-1])
            message = f"`{path[-1]}` holds nothing" if named else "the item holds nothing"
            advice = "leave it out, or give it a value; words that begin with `#` need double quotes"
            yield diagnose(origin, marks, path, "nothing", message, advice, key=True)
        elif isinstance(found, list) and mark is not None and mark.style == "[":
            yield from _split(path, found, origin, marks)


def _control(path: Path, found: str, origin: str, marks: Marks) -> Iterator[Diagnostic]:
    key = _key(path)
    tight = key == "pattern" or key in _PHRASES or _is_bare_detector(path)
    character = control_character(found if tight else found.translate(_LAYOUT))
    if character is None:
        return
    named = control_name(character)
    if key == "pattern":
        message, advice = f"`pattern` holds a control character ({named})", "write it in single quotes"
    elif tight:
        message, advice = (
            f"a phrase holds a control character ({named})",
            "write it in one line, in single quotes",
        )
    else:
        message, advice = f"the text holds a control character ({named})", "remove it"
    yield diagnose(origin, marks, path, "control-character", message, advice)


_LAYOUT = dict.fromkeys(map(ord, "\n\t"))
"""White space that texts for people, other than phrases, may hold."""


def _split(path: Path, found: list[Any], origin: str, marks: Marks) -> Iterator[Diagnostic]:
    """Sentences in brackets: examples need quotes there, and phrases that go on with a sentence do."""
    key = _key(path)
    phrases = key in _PHRASES or _is_bare_detector(path)
    if not phrases and key not in EXAMPLES:
        return
    for position, item in enumerate(found):
        mark = marks.at.get((*path, position))
        if mark is None or mark.style or not isinstance(item, str):
            continue
        if key in EXAMPLES:
            message = "an example in brackets without quotes is cut at its commas"
        elif (position and _JOINING.match(item)) or (len(found) > 1 and _ends_a_sentence(item)):
            message = "a sentence in brackets without quotes is cut at its commas"
        else:
            continue
        advice = "put each in double quotes, or write each on a line of its own after `- `"
        yield diagnose(origin, marks, (*path, position), "yaml-comma", message, advice)
        return


def _ends_a_sentence(item: str) -> bool:
    """Whether an item is three words or more with a full stop; `e.g.` and `z. B.` are phrases."""
    words = item.split()
    return len(words) > 2 and words[-1][-1] in _STOPS and len(words[-1].rstrip(_STOPS)) > 1


def _key(path: Path) -> str:
    """The last key of a path."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _is_bare_detector(path: Path) -> bool:
    return path[:1] == ("detectors",) and all(isinstance(step, int) for step in path[2:])
