"""What a line of Markdown looks like that begins, ends or continues a block, as patterns.

Each is matched once where the containers and the indent of a line end, up to the end of the line (`\\Z`), and
none can backtrack further than the line. The names and conditions are those of CommonMark 0.31, chapter 4;
the delimiter row is that of the tables in GitHub Flavored Markdown, 4.10.
"""

from __future__ import annotations

import re

__all__ = [
    "BLANK",
    "BULLET",
    "DELIMITERS",
    "FENCE",
    "FRONT_MATTER",
    "HEADING",
    "HTML_BLOCKS",
    "LINE",
    "LINE_END",
    "PIPE",
    "RULE",
    "UNDERLINE",
]

LINE_END = r"\r\n|\n|\r"
"""The ends that a line may have, for an alternation."""

LINE = re.compile(rf"([^\r\n]*+)(?:{LINE_END}|\Z)")
FRONT_MATTER = re.compile(rf"\ufeff?(---|\+\+\+)[ \t]*+(?:{LINE_END})")
BLANK = re.compile(r"[ \t]*+")
RULE = re.compile(r"([-*_])[ \t]*+(?:\1[ \t]*+){2,}+\Z")
UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+\Z")
HEADING = re.compile(r"#{1,6}+(?=[ \t]|\Z)")
FENCE = re.compile(r"(`{3,}+)(?=[^`]*+\Z)|(~{3,}+)")
BULLET = re.compile(r"(?:[-+*]|([0-9]{1,9}+)[.)])(?=[ \t]|\Z)")
DELIMITERS = re.compile(r"(?!-(?:[ \t]|\Z))\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
PIPE = re.compile(r"\\.|(\|)")

_HTML_LINES = """
    address article aside base basefont blockquote body caption center col colgroup dd details dialog
    dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr
    html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section
    summary table tbody td tfoot th thead title tr track ul
"""
_VALUE = r"(?:[ \t]*+=[ \t]*+(?:[^ \t\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
_ALONE = (
    rf"<[A-Za-z][A-Za-z0-9-]*+(?:[ \t]++[A-Za-z_:][A-Za-z0-9_.:-]*+{_VALUE})*+[ \t]*+/?>"
    r"|</[A-Za-z][A-Za-z0-9-]*+[ \t]*+>"
)
# How a block of HTML begins and what is in its last line; without that it ends before a blank line. The last
# kind does not interrupt a paragraph.
HTML_BLOCKS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?=[ \t>]|\Z)", re.I),
        re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{'|'.join(_HTML_LINES.split())})(?=[ \t]|/?>|\Z)", re.I), None),
    (re.compile(rf"(?:{_ALONE})[ \t]*+\Z"), None),
)
