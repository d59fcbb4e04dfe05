"""How a tool is asked: one process a tool, JSON lines in, JSON lines out.

A question is `[number, text]`; an answer is `[number, [[labels, start, end, score], …]]`, offsets in code
points, half-open. The first line that a tool writes tells what it is; the last one how many seconds of
processor time it spent on the texts, start-up apart: a busy machine slows every tool, and not all alike. Only
the standard library is used: a rival has its own interpreter.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Hit(NamedTuple):
    """One thing that a tool reports: the names it goes by, [start, end) in code points, and its weight.

    `score` is the tool's own: a confidence from 0 to 1 for a rival, the outcome's rank from 1 (warn) to 3
    (block) for policykit.
    """

    labels: tuple[str, ...]
    start: int
    end: int
    score: float


class Answers(NamedTuple):
    """What one tool said to every text, in the order of the texts."""

    about: dict[str, Any]
    hits: tuple[tuple[Hit, ...], ...]
    seconds: float


def serve(about: dict[str, Any], find: Callable[[str], Sequence[Hit]]) -> None:
    """Answers every question on standard input; the side of the tool."""
    print(json.dumps(about), flush=True)
    seconds = 0.0
    for line in sys.stdin:
        number, text = json.loads(line)
        began = time.process_time()
        hits = find(text)
        seconds += time.process_time() - began
        print(json.dumps([number, hits]))
    print(json.dumps(seconds))


def ask(python: str, module: str, texts: Sequence[str], keep: Path | None = None) -> Answers:
    """What the tool in `module` says to the texts, run by the interpreter `python`.

    With `keep`, answers are stored in that folder under a digest of the tool's modules and the texts, and
    read from there the next time: a rival does not change while policykit is worked on.
    Raises RuntimeError where the tool stops early.
    """
    questions = "".join(f"{json.dumps([number, text])}\n" for number, text in enumerate(texts))
    kept = keep / f"{module}-{_digest(module, questions)}.jsonl" if keep else None
    if kept is not None and kept.exists():
        answers = _read(iter(kept.read_text("utf-8").splitlines()), len(texts))
        answers.about["kept"] = True
        return answers
    done = subprocess.run(
        [python, "-m", f"benchmarks.accuracy.{module}"],
        input=questions,
        capture_output=True,
        text=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"{module} stopped with {done.returncode}: {done.stderr.strip()[-500:]}")
    answers = _read(iter(done.stdout.splitlines()), len(texts))
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(done.stdout, "utf-8")
    return answers


def _read(lines: Iterator[str], count: int) -> Answers:
    about = json.loads(next(lines))
    hits: list[tuple[Hit, ...]] = []
    for expected in range(count):
        number, found = json.loads(next(lines))
        if number != expected:
            raise RuntimeError(f"answer {number} where {expected} was due")
        hits.append(tuple(Hit(tuple(labels), start, end, score) for labels, start, end, score in found))
    return Answers(about, tuple(hits), json.loads(next(lines)))


def _digest(module: str, questions: str) -> str:
    folder = Path(__file__).parent
    digest = hashlib.sha256(questions.encode())
    for name in ("protocol", module):
        digest.update((folder / f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]
