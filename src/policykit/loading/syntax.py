"""The parser's syntax errors in the grammar of diagnostics, each with its place.

A parser stops at the first error and says which token surprised it. Here the surprise is translated into
the mistake an author makes: words that begin with a sign, a colon inside a sentence, a tab, a quote that
never ends. What stands in the file is not repeated: it could be a term.
"""

from __future__ import annotations

import re

import attrs
from ruamel.yaml.error import MarkedYAMLError

from policykit.errors import Diagnostic
from policykit.loading.comments import ADVICE, glued_before


@attrs.frozen
class Problem:
    """A diagnostic that does not know its file yet; line and column count from 1."""

    line: int
    column: int
    code: str
    message: str
    help: str = ""

    def at(self, source: str) -> Diagnostic:
        """The diagnostic for the file that the caller names `source`."""
        return Diagnostic(source, self.line, self.column, self.code, self.message, self.help)


_QUOTES = "put the words in double quotes"
_START = {
    "@": ("yaml-at", "words may not begin with `@` without quotes", _QUOTES),
    "`": ("yaml-backtick", "words may not begin with a backtick without quotes", _QUOTES),
    "%": ("yaml-percent", "words may not begin with `%` without quotes", _QUOTES),
    "\t": ("yaml-tab", "a tab stands where the indentation should be", "indent with spaces"),
}
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    # what the parser says (a pattern), code, message, advice
    (
        "mapping values are not allowed",
        "yaml-colon",
        "a colon and a space inside words make them a key, which may not stand here",
        "put a sentence that holds `: ` in double quotes; keys of one mapping begin in the same column",
    ),
    (
        "sequence entries are not allowed|found '-'",
        "yaml-dash",
        "a list may not begin here",
        "begin it on its own line, or write it in `[ ]`; put words that begin with `- ` in double quotes",
    ),
    (
        "mapping keys are not allowed",
        "yaml-question",
        "words may not begin with `? ` without quotes",
        _QUOTES,
    ),
    (
        "while (?:scanning|parsing) an? tag|tag handle",
        "yaml-tag",
        "`!` begins a tag, which a policy may not use",
        "put words that begin with `!` in double quotes",
    ),
    (
        "unexpected end of stream|unexpected document separator",
        "yaml-quote",
        "the quote that begins here never ends",
        "close it; a single quote inside single quotes is written twice",
    ),
    (
        "unknown escape character|expected escape sequence|escape",
        "yaml-escape",
        "a backslash in double quotes begins an escape, and this one does not exist",
        "write patterns in single quotes, where a backslash is a backslash",
    ),
    (
        "could not find expected ':'",
        "yaml-key",
        "a line is neither a key with a value nor an item of a list",
        "write `key: value` or `- item`",
    ),
    (
        "expected <block end>, but found '<block (?:mapping|sequence) start>'",
        "yaml-indent",
        "the line is indented differently from those it belongs to",
        "give the keys of one mapping, and the items of one list, the same indentation",
    ),
    (
        "expected <block end>, but found '<scalar>'",
        "yaml-after-quote",
        "words follow a value that has already ended",
        "put the whole value in one pair of quotes; a single quote inside single quotes is written twice",
    ),
    (
        "expected ',' or '[\\]}]', but got",
        "yaml-bracket",
        "the bracket that opens here is not closed before something else begins",
        "close it; put words that hold `: `, `,` or a bracket in double quotes",
    ),
    (
        "unexpected ':'",
        "yaml-colon",
        "a colon inside words in brackets needs quotes",
        _QUOTES,
    ),
    (
        "expected the node content|expected <block end>, but found '[\\]},]'",
        "yaml-bracket",
        "a bracket or comma stands where a value was expected",
        "put words that begin with a bracket or a comma in double quotes",
    ),
    (
        "block scalar|indentation indicator|follow up line",
        "yaml-block",
        "`|` and `>` begin a text of several lines, which is indented below them",
        "put words that begin with `|` or `>` in double quotes",
    ),
    (
        "document start|directive|incompatible YAML|tag handle '%|after document end",
        "yaml-percent",
        "`%` at the beginning of a line, `---` and `...` are directives of YAML",
        "one policy a file, without directives",
    ),
    (
        "while scanning an anchor",
        "yaml-anchor",
        "`&` begins an anchor",
        "put words that begin with `&` in double quotes",
    ),
    (
        "while scanning an alias",
        "yaml-alias",
        "`*` begins an alias",
        "put words that begin with `*` in double quotes",
    ),
)
_FROM_CONTEXT = {"yaml-quote", "yaml-bracket"}
"""Mistakes that are made where the construct begins, not where the parser gave up."""
_BEYOND = re.compile(r"\\U(?!000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{8}")
_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def explain(error: Exception, text: str) -> Problem:
    """What an error of the parser means to the author of `text`."""
    mark = getattr(error, "problem_mark", None)
    if not isinstance(error, MarkedYAMLError) or mark is None:
        beyond = _BEYOND.search(text)
        line, column = line_and_column(text, beyond.start() if beyond else 0)
        message = "no character has this number" if beyond else "the file is not readable as YAML"
        return Problem(line, column, "yaml-escape" if beyond else "yaml-syntax", message)
    said = f"{error.context or ''} {error.problem or ''}"
    line, column = mark.line + 1, mark.column + 1
    if "cannot start any token" in said:
        found = text[mark.index : mark.index + 1]
        code, message, advice = _START.get(
            found, ("yaml-sign", "a sign may not begin a value without quotes", _QUOTES)
        )
        return Problem(line, column, code, message, advice)
    for pattern, code, message, advice in _TABLE:
        if re.search(pattern, said):
            glued = glued_before(text, mark.index) if code == "yaml-bracket" else None
            if glued is not None:
                return _lost(text, glued)
            begun = error.context_mark
            if code in _FROM_CONTEXT and begun is not None:
                line, column = begun.line + 1, begun.column + 1
            return Problem(line, column, code, message, advice)
    return Problem(line, column, "yaml-syntax", "the file is not readable as YAML from here on", _QUOTES)


def _lost(text: str, at: int) -> Problem:
    line, column = line_and_column(text, at)
    return Problem(line, column, "yaml-comment", "the rest of the line is lost: `#` starts a comment", ADVICE)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and column, from 1, of an offset in code points.

    >>> line_and_column("ab\\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def unreadable_character(text: str) -> Problem | None:
    """A character that no YAML file may hold, such as a control character, with its place."""
    found = _REFUSED.search(text)
    if found is None:
        return None
    line, column = line_and_column(text, found.start())
    message = f"the file holds a control character (U+{ord(found[0]):04X})"
    return Problem(line, column, "control-character", message, "remove it")
