"""Colour, the progress bar and the hint at the keyboard: on a terminal and nowhere else."""

from __future__ import annotations

import io
import re
import sys

import pytest

from cli.conftest import Run
from policykit.cli.inputs import single
from policykit.cli.terminal import Progress, complain, say, soften, write_bytes

SAID = "block: this must not go out as it is.\n\n   Where: line 1, column 5\n   the Bluefin\n       ^^^^^^^"
STYLED = re.compile(r"\x1b\[[0-9;]*m")


class Screen(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def screen(patch: pytest.MonkeyPatch, name: str) -> Screen:
    """Put a screen in place of a standard stream; in the test itself, because pytest swaps them before it."""
    seen = Screen()
    patch.setattr(sys, name, seen)
    return seen


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    out = screen(monkeypatch, "stdout")
    say(SAID)
    written = out.getvalue()
    assert "\x1b[1;31mblock\x1b[0m" in written
    assert "\x1b[31m^^^^^^^\x1b[0m" in written
    assert STYLED.sub("", written) == SAID + "\n"


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    out = screen(monkeypatch, "stdout")
    monkeypatch.setenv("NO_COLOR", "1")
    say(SAID)
    assert STYLED.sub("", out.getvalue()) == SAID + "\n"
    assert "31m" not in out.getvalue()


def test_a_pipe_gets_the_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setenv("FORCE_COLOR", "1")
    say(SAID)
    assert pipe.getvalue() == SAID + "\n"


def test_brackets_and_emoji_names_stay_words(monkeypatch: pytest.MonkeyPatch) -> None:
    out = screen(monkeypatch, "stdout")
    say("[bold]not markup[/bold] :warning: [4, 11) " + "wide " * 60)
    assert STYLED.sub("", out.getvalue()).startswith("[bold]not markup[/bold] :warning: [4, 11) wide ")
    assert out.getvalue().count("\n") == 1


def test_the_bar_stands_on_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    out = screen(monkeypatch, "stdout")
    err = screen(monkeypatch, "stderr")
    with Progress(100, "jud\x1bging") as progress:
        progress.advance(40)
        progress.say("said")
        progress.complain("complained")
    assert "jud\\eging" in err.getvalue()
    # both streams are one screen: what is said goes above the bar
    assert "said" in err.getvalue()
    assert "complained" in err.getvalue()
    assert out.getvalue() == ""


def test_what_is_piped_never_meets_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    err = screen(monkeypatch, "stderr")
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(None, "judging") as progress:
        progress.say("said")
    assert pipe.getvalue() == "said\n"
    assert "said" not in err.getvalue()


@pytest.mark.parametrize("term", ["dumb", None])
def test_no_bar_where_it_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch, term: str | None) -> None:
    screen(monkeypatch, "stdout")
    stream = Screen() if term else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    if term:
        monkeypatch.setenv("TERM", term)
    with Progress(10, "judging") as progress:
        progress.advance(10)
        progress.complain("complained")
    assert stream.getvalue() == "complained\n"


def test_a_stream_that_cannot_carry_a_character_gets_it_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "ascii"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    soften()
    say("«…»")
    write_bytes("»".encode())
    complain("fine")
    assert raw.getvalue() == b"\\xab\\u2026\\xbb\n\xc2\xbb"


def test_a_keyboard_is_told_that_a_text_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    err = screen(monkeypatch, "stderr")

    class Keyboard(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO(b"typed")))
    assert single([]).text == "typed"
    assert "end with Ctrl-D" in err.getvalue()


def test_a_masked_text_on_a_screen_cannot_steer_it(folder: object, monkeypatch: pytest.MonkeyPatch) -> None:
    out = screen(monkeypatch, "stdout")
    screen(monkeypatch, "stderr")
    from policykit.cli.app import policykit

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("a \x1b[2J\u202e Bluefin\nb".encode())))
    with pytest.raises(SystemExit) as ended:
        policykit.main(["redact", "-p", "fabrikam.yaml"], "policykit")
    assert ended.value.code == 0
    assert STYLED.sub("", out.getvalue()) == "a \\e[2J\\u202e ███████\nb\n"


def test_nothing_is_coloured_in_a_pipe(run: Run) -> None:
    assert "\x1b" not in run("evaluate", "-p", "fabrikam.yaml", "--show-text", "the Bluefin").stdout
