"""Where texts come from, and what becomes of what cannot be read."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cli.conftest import Run
from policykit.cli.inputs import Piece, pieces, size_of

LINES = [
    (b"", []),
    (b"one", [("one", "")]),
    (b"one\n", [("one", "\n")]),
    (b"one\r\ntwo\n", [("one", "\r\n"), ("two", "\n")]),
    (b"one\rtwo", [("one\rtwo", "")]),
    (b"a\r", [("a\r", "")]),
    (b"\n\n", [("", "\n"), ("", "\n")]),
    (b"\xef\xbb\xbfone\n\xef\xbb\xbftwo", [("one", "\n"), ("\ufefftwo", "")]),
    (b"caf\xc3\xa9\n\xff\nok\n", [("café", "\n"), (None, "\n"), ("ok", "\n")]),
    (b"a\xe2\x80\xa8b\x0cc\n", [("a\u2028b\x0cc", "\n")]),
]


@pytest.mark.parametrize(("raw", "expected"), LINES)
def test_lines_keep_their_ends(folder: Path, raw: bytes, expected: list[tuple[str | None, str]]) -> None:
    (folder / "posts.txt").write_bytes(raw)
    read = list(pieces(["posts.txt"], "line"))
    assert [(piece.text, piece.end) for piece in read] == expected
    assert [piece.line for piece in read] == list(range(1, len(read) + 1))
    assert sum(piece.size for piece in read) == len(raw) == size_of(["posts.txt"])
    for piece in read:
        assert (piece.problem == "") == (piece.text is not None)


def test_a_file_is_one_text(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    (folder / "b.txt").write_bytes(b"ab\xff")
    read = list(pieces(["a.txt", "b.txt", "absent.txt", "."], "file"))
    assert read == [
        Piece("a.txt", text="one\r\ntwo\n", size=12),
        Piece("b.txt", problem="not UTF-8 at byte 3", size=3),
        Piece("absent.txt", problem="cannot be read: no such file or directory"),
        Piece(".", problem="cannot be read: is a directory"),
    ]


def test_an_argument_is_the_text_itself(folder: Path) -> None:
    assert list(pieces(["some words"], None)) == [Piece("<argument>", text="some words", end="\n")]
    assert next(pieces(["nul\0"], None)).text == "nul\0"
    assert next(pieces([""], None)).text == ""


def test_an_argument_that_names_a_file_is_refused(folder: Path) -> None:
    (folder / "secret-plan.txt").write_text("words")
    with pytest.raises(click.UsageError) as refused:
        pieces(["secret-plan.txt"], None)
    assert "write `--each file` or `--each line` before it" in refused.value.message
    assert "secret-plan" not in refused.value.message


def test_a_name_that_no_file_can_have(folder: Path) -> None:
    assert [piece.problem for piece in pieces(["nul\0"], "file")] == ["cannot be read: no such file"]
    assert size_of(["nul\0"]) is None


def test_the_place_of_a_piece() -> None:
    assert Piece("a.txt").place == "a.txt"
    assert Piece("a\x1b.txt", 3).place == "a\\e.txt:3"
    assert Piece("a.txt", 3).origin == {"source": "a.txt", "line": 3}
    assert Piece("a.txt").origin == {"source": "a.txt"}


def test_a_piece_does_not_show_its_text() -> None:
    assert "words" not in repr(Piece("a.txt", text="words"))


@pytest.mark.parametrize("words", [[], ["-"]])
def test_a_size_is_known_only_of_files(folder: Path, words: list[str]) -> None:
    assert size_of(words) is None


def test_a_file_that_goes_away_has_no_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: str) -> int:
        raise FileNotFoundError(path)

    (folder / "a.txt").write_text("x")
    monkeypatch.setattr("os.path.getsize", gone)
    assert size_of(["a.txt"]) is None


STDIN = [
    (["evaluate"], b"the Bluefin", 1),
    (["evaluate", "-"], b"the Bluefin", 1),
    (["evaluate"], b"fine", 0),
    (["evaluate"], b"\xff", 3),
    (["explain", "-"], b"the Bluefin", 1),
    (["explain", "-"], b"\xff", 3),
    (["redact"], b"\xff", 3),
    (["evaluate", "--each", "line"], b"fine\nthe Bluefin\n", 1),
    (["evaluate", "--each", "line", "-"], b"fine\n\xff\nthe Bluefin\n", 3),
    (["evaluate", "--each", "file", "-"], b"fine\nthe Bluefin\n", 1),
]


@pytest.mark.parametrize(("arguments", "raw", "code"), STDIN)
def test_standard_input(run: Run, arguments: list[str], raw: bytes, code: int) -> None:
    verb, *rest = arguments
    result = run(verb, "-p", "fabrikam.yaml", *rest, stdin=raw)
    assert result.exit_code == code
    if b"\xff" in raw:
        assert "<stdin>" in result.stderr
        assert "not UTF-8 at byte 1" in result.stderr
