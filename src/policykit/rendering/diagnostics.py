"""What is wrong with a policy, each problem with its line and a caret.

The line is shown only where the caller hands in the file's text, and never where it can hold an entry of a
`terms` list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policykit.errors import Diagnostic
from policykit.rendering.excerpt import excerpt
from policykit.rendering.glyphs import escaped, wrapped
from policykit.rendering.guarded import hidden_lines, lines_of

__all__ = ["render_diagnostics"]


def render_diagnostics(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None) -> str:
    """The diagnostics as `path:line:column: message`, each with its source line, a caret and help.

    `sources` maps the `source` of a diagnostic to the text of that file; a file that is not in it is told
    by its place only.
    """
    sources = sources or {}
    hidden = {name: hidden_lines(text) for name, text in sources.items()}
    lines: list[str] = []
    for diagnostic in diagnostics:
        lines += wrapped(f"{_place(diagnostic)}: {diagnostic.message}", "", "    ")
        text = sources.get(diagnostic.source)
        if text is not None and diagnostic.line and diagnostic.line not in hidden[diagnostic.source]:
            lines += _shown(text, diagnostic)
        if diagnostic.help:
            lines += wrapped(diagnostic.help, "    help: ", "          ")
    return "\n".join(lines)


def _place(diagnostic: Diagnostic) -> str:
    source = escaped(diagnostic.source)
    return f"{source}:{diagnostic.line}:{diagnostic.column}" if diagnostic.line else source


def _shown(text: str, diagnostic: Diagnostic) -> list[str]:
    lines = lines_of(text)
    if diagnostic.line > len(lines):
        return []
    shown, carets = excerpt(lines[diagnostic.line - 1], diagnostic.column - 1, diagnostic.column)
    margin = f"{diagnostic.line:>5} | "
    return [margin + shown, " " * (len(margin) - 2) + "| " + carets]
