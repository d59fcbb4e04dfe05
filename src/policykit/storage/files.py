"""Files that a policy names: found below a folder, read within a limit.

A name in a policy is untrusted: it may climb (`..`), be absolute, or be a link that leaves the folder, so
a path is resolved first and compared afterwards. Only regular files are read; a pipe or a device would
hang or never end. What goes wrong is a `FileError` in the words of a diagnostic, without any content.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

LIMIT = 5_000_000
"""The greatest size of a policy file, in bytes."""


class FileError(Exception):
    """A file cannot be used; `message` says why, `help` what to do, in the grammar of diagnostics.

    `line` and `column` count from 1 and are 0 where the problem is the file as a whole.
    """

    def __init__(self, code: str, message: str, advice: str = "", *, line: int = 0, column: int = 0) -> None:
        self.code = code
        self.message = message
        self.help = advice
        self.line = line
        self.column = column
        super().__init__(message)


def locate(name: str, folder: Path, root: Path) -> Path:
    """The resolved path of the file `name`, which is relative to `folder` and stays below `root`.

    Raises `FileError` for an absolute name and for one that leaves `root`, links resolved.
    """
    if os.path.isabs(name) or name.startswith("~"):
        raise FileError(
            "file-outside", "a file is named by an absolute path", "name it relative to the policy's folder"
        )
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        raise FileError("file-unreadable", "the file name cannot be used") from None
    if not inside:
        raise FileError(
            "file-outside",
            "the file lies outside the policy's folder",
            "move it below the folder of the policy, or load the policy with a `root` that holds both",
        )
    return path


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """The content of a regular file of at most `limit` bytes.

    Raises `FileError` where there is none, or it may not be read, or it is larger.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise FileError("file-unreadable", "expected a file, found a folder or a device")
        with open(path, "rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise FileError("no-file", "there is no such file") from None
    except PermissionError:
        raise FileError("file-unreadable", "the file may not be read") from None
    except (OSError, ValueError):
        raise FileError("file-unreadable", "the file cannot be read") from None
    if len(content) > limit:
        raise FileError("file-too-large", f"the file is larger than {limit:,} bytes")
    return content


def decode(content: bytes) -> str:
    """The text of a UTF-8 file, a leading byte order mark removed.

    Raises `FileError` at the line and column (in code points) of the first byte that is not UTF-8.
    """
    good = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return good.decode()
    except UnicodeDecodeError as problem:
        before = good[: problem.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise FileError(
            "not-utf-8", "the file is not UTF-8", "save it as UTF-8", line=line, column=column
        ) from None
