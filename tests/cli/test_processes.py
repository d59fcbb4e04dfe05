"""The command line as a process of its own: streams, signals, and a machine without the extra."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import POLICY

COMMAND = [sys.executable, "-c", "from policykit.cli import main; main()"]


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    (tmp_path / "fabrikam.yaml").write_text(POLICY, "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env={**os.environ, **env},
        check=False,
    )


def test_standard_input_and_the_exit_code(policy: Path) -> None:
    ended = run(policy, "evaluate", "-p", "fabrikam.yaml", stdin=b"the Bluefin")
    assert ended.returncode == 1
    assert ended.stdout.startswith(b"block: ")
    assert ended.stderr == b""


def test_a_masked_text_comes_out_byte_for_byte(policy: Path) -> None:
    raw = "é Bluefin\r\n\x00".encode()
    ended = run(policy, "redact", "-p", "fabrikam.yaml", stdin=raw, PYTHONIOENCODING="ascii")
    assert ended.stdout == raw.replace(b"Bluefin", "███████".encode())


def test_an_argument_that_is_no_utf8(policy: Path) -> None:
    ended = subprocess.run(
        [*COMMAND, "evaluate", "-p", "fabrikam.yaml", "--show-text", b"\xff Bluefin"],
        cwd=policy,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 1
    assert b"\\udcff Bluefin" in ended.stdout


def test_a_reader_that_goes_away_is_no_error(policy: Path) -> None:
    (policy / "posts.txt").write_text("the Bluefin\n" * 4000)
    command = [*COMMAND, "evaluate", "-p", "fabrikam.yaml", "--each", "line", "posts.txt"]
    with subprocess.Popen(command, cwd=policy, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def heed_interrupts() -> None:
    """What a shell starts in the background ignores them, and so would what that starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_quietly(policy: Path) -> None:
    command = [*COMMAND, "evaluate", "-p", "fabrikam.yaml", "--each", "line"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=policy, stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=heed_interrupts
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"\xff\n")
        process.stdin.flush()
        # once the line is complained of, the command is at work
        assert process.stderr.readline() == b"<stdin>:1: not UTF-8 at byte 1\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=120) == 130
        assert process.stderr.read().strip() == b""


WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
from policykit.cli import main
main()
"""


@pytest.mark.parametrize("absent", [("click",), ("rich",), ("click", "rich")])
def test_without_the_extra_one_line_says_what_to_install(policy: Path, absent: tuple[str, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(absent=absent), "evaluate", "x"],
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == b""
    assert ended.stderr == b'the command line needs its extra: pip install "policykit-sdk[cli]"\n'


def test_another_missing_module_is_not_blamed_on_the_extra(policy: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(absent=("attrs",)), "schema"], capture_output=True, check=False
    )
    assert ended.returncode == 1
    assert b"No module named 'attrs'" in ended.stderr


@pytest.mark.parametrize("no_color", ["", "1"])
def test_colour_on_a_real_terminal(policy: Path, no_color: str) -> None:
    import pty

    screen, terminal = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    env |= {"TERM": "xterm-256color"} | ({"NO_COLOR": no_color} if no_color else {})
    command = [*COMMAND, "evaluate", "-p", "fabrikam.yaml", "the Bluefin"]
    ended = subprocess.run(
        command, cwd=policy, stdout=terminal, stderr=terminal, stdin=terminal, env=env, check=False
    )
    os.close(terminal)
    written = os.read(screen, 65536)
    os.close(screen)
    assert ended.returncode == 1
    assert (b"\x1b[1;31mblock" in written) == (not no_color)
