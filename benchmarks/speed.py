"""How fast the core is, as ratios in one run.

1. A clean text: every line of the input whose decision under the shipped default policy is `allow` without
   a finding, `Policy.evaluate` against encoding the line and scanning those bytes in the very databases
   that wake the policy. Limit: 2.5.
2. The import: `import policykit` against `attrs`, `regex` and `from pydantic import BaseModel`. Limit: 1.2.
3. The first decision of a fresh process, against the bare compilation of the same expressions by Hyperscan.
   Limit: 0.4 seconds more.

Doubts first: rounds alternate between the two sides, so that a slow moment hits both; a side's figure is
the median of its rounds; the whole input is one round, so caches are as warm as in a batch, not colder.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import policykit

LIMITS = {"clean": 2.5, "import": 1.2, "first": 0.4}

_HEAVY = "import attrs, regex\nfrom pydantic import BaseModel"
_FIRST = "import policykit; policykit.evaluate('The parcel arrived today, thank you all.')"
_BARE = """
import time
from policykit.loading.entry import load
policy = load("default")
wake = policy._scanner.wake
from policykit.matching.database import compile_database
began = time.perf_counter()
for group in (*wake.groups, policy._scanner.plan.shared):
    compile_database(group)
print(time.perf_counter() - began)
"""
_TIMED = "import time; began = time.perf_counter()\n{}\nprint(time.perf_counter() - began)"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("posts", nargs="?", type=Path, help="a UTF-8 file, one post a line")
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args(arguments)
    posts = read_posts(chosen.posts)
    names = ("policykit-sdk", "hyperscan", "regex", "pydantic", "attrs")
    print(f"python {platform.python_version()}; " + "; ".join(f"{name} {version(name)}" for name in names))
    met = [measure_clean(posts, chosen.rounds), measure_import(chosen.rounds), measure_first(chosen.rounds)]
    return 0 if all(met) else 1


def read_posts(path: Path | None) -> list[str]:
    if path is None:
        subjects = ("The parcel", "My garden", "This recipe", "Our walk", "The film")
        ends = (
            "was lovely today 🙂",
            "took two hours",
            "is worth the wait!",
            "surprised everyone",
            "won’t be the last",
        )
        return [f"{s} {e} ({n})" for n in range(800) for s in subjects for e in ends]
    return path.read_text(encoding="utf-8").split("\n")


def measure_clean(posts: Sequence[str], rounds: int) -> bool:
    policy = policykit.load("default")
    silent = {policykit.Outcome.ALLOW}
    clean = [p for p in posts if (d := policy.evaluate(p)).outcome in silent and not d.findings]
    woken = sum(policy._wakes(post) for post in clean)
    scanner = policy._scanner
    reports = scanner.wake.reports

    def bare() -> None:
        for post in clean:
            reports(encoded(post))

    def whole() -> None:
        for post in clean:
            policy.evaluate(post)

    ours, theirs = alternate(whole, bare, rounds)
    ratio = ours / theirs
    each = 1e6 / max(len(clean), 1)
    print(f"clean texts: {len(clean)} of {len(posts)}, of which {woken} wake the policy")
    print(f"  evaluate {ours * each:.2f} µs, encode + bare scan {theirs * each:.2f} µs a text")
    return verdict("clean", ratio)


def encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def measure_import(rounds: int) -> bool:
    ours, theirs = alternate_processes("import policykit", _HEAVY, rounds)
    print(f"import: policykit {ours * 1000:.0f} ms, attrs + regex + BaseModel {theirs * 1000:.0f} ms")
    return verdict("import", ours / theirs)


def measure_first(rounds: int) -> bool:
    first, bare = [], []
    for _ in range(max(3, rounds // 2)):
        first.append(run_timed(_TIMED.format(_FIRST)))
        bare.append(run_timed(_BARE))
    more = statistics.median(first) - statistics.median(bare)
    print(
        f"first decision of a process: {statistics.median(first):.2f} s, "
        f"bare compilation {statistics.median(bare):.2f} s"
    )
    return verdict("first", more, " s more")


def alternate(one: Callable[[], None], other: Callable[[], None], rounds: int) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for side, work in zip(times, (one, other), strict=True):
            began = time.perf_counter()
            work()
            side.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def alternate_processes(one: str, other: str, rounds: int) -> tuple[float, float]:
    pairs = [(run_timed(_TIMED.format(one)), run_timed(_TIMED.format(other))) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def run_timed(code: str) -> float:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def verdict(name: str, figure: float, unit: str = " times") -> bool:
    met = figure <= LIMITS[name]
    print(f"  {figure:.2f}{unit}, limit {LIMITS[name]}: {'met' if met else 'MISSED'}")
    return met


if __name__ == "__main__":
    sys.exit(main())
