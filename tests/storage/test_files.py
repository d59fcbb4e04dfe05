"""Files are found below a folder only, are regular, are small enough, are UTF-8."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from policykit.storage import files
from policykit.storage.files import FileError, decode, locate, read_bytes


@pytest.mark.parametrize("name", ["a.txt", "sub/a.txt", "sub/../a.txt", "./a.txt", "sub/link.txt"])
def test_names_below_the_root(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "sub" / "a.txt").write_text("x")
    (tmp_path / "sub" / "link.txt").symlink_to(tmp_path / "a.txt")
    assert locate(name, tmp_path, tmp_path).name == "a.txt"


def test_a_name_is_relative_to_its_folder_and_stays_below_the_root(tmp_path: Path) -> None:
    inner = tmp_path / "teams" / "press"
    inner.mkdir(parents=True)
    assert locate("../common.yaml", inner, tmp_path) == (tmp_path / "teams" / "common.yaml").resolve()
    with pytest.raises(FileError, match="outside the policy's folder"):
        locate("../common.yaml", inner, inner)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../a.txt", "file-outside"),
        ("sub/../../a.txt", "file-outside"),
        ("/etc/hostname", "file-outside"),
        ("~/a.txt", "file-outside"),
        ("link.txt", "file-outside"),
        ("folder-link/a.txt", "file-outside"),
        ("a\0b", "file-unreadable"),
        ("loop", "file-unreadable"),
    ],
)
def test_names_that_leave_the_root(tmp_path: Path, name: str, code: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "a.txt").write_text("x")
    (root / "link.txt").symlink_to(tmp_path / "a.txt")
    (root / "folder-link").symlink_to(tmp_path)
    (root / "loop").symlink_to(root / "loop")
    with pytest.raises(FileError) as raised:
        read_bytes(locate(name, root, root))
    assert raised.value.code == code


def test_the_limit_is_included(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(FileError, match="larger than 4 bytes"):
        read_bytes(path, 4)


@pytest.mark.parametrize("name", [".", "missing", "pipe", "a/b", "x" * 5000])
def test_what_is_no_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").write_text("x")
    with pytest.raises(FileError):
        read_bytes(tmp_path / name)


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (PermissionError(13, "denied"), "file-unreadable"),
        (OSError(5, "broken"), "file-unreadable"),
        (FileNotFoundError(2, "gone"), "no-file"),
    ],
)
def test_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, code: str
) -> None:
    def refuse(path: Path) -> os.stat_result:
        raise problem

    monkeypatch.setattr(files.os, "stat", refuse)
    with pytest.raises(FileError) as raised:
        read_bytes(tmp_path / "a")
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", (1, 1)),
        (b"ab\n\xc3\xa4\xc3", (2, 2)),
        (b"\xef\xbb\xbfa\n\n\xed\xa0\x80", (3, 1)),
        ("policy".encode("utf-16"), (1, 1)),
    ],
)
def test_what_is_not_utf_8_is_shown_where(content: bytes, place: tuple[int, int]) -> None:
    with pytest.raises(FileError) as raised:
        decode(content)
    assert (raised.value.line, raised.value.column) == place


def test_a_byte_order_mark_is_no_content() -> None:
    assert decode(b"\xef\xbb\xbfa") == "a"


def test_devices_are_not_read() -> None:
    if not stat.S_ISCHR(os.stat(os.devnull).st_mode):
        return
    with pytest.raises(FileError, match="found a folder or a device"):
        read_bytes(Path(os.devnull))
