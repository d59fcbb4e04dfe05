"""Whether time grows with the length of a text, and no faster, however hostile the text is.

Each case is a text of one piece, repeated to 1 KB, 100 KB and 10 MB: malformed markup, truncated escapes, one
character, near-misses of every detector, encodings ten deep. Measured: `Policy.evaluate` under the default
policy against encoding the text and scanning the bytes in the database that wakes it, and how the time a
byte grows from 100 KB to 10 MB. Limit: 2.5 times.

Doubts first: a case runs in a process of its own that is stopped after `--limit` seconds, and then says so;
a 10 MB text is judged once, shorter ones several times (median); a text that exceeds the budget of its
rules is judged in part, says so in `failed`, and its ratio speaks of that.
"""

from __future__ import annotations

import argparse
import base64
import statistics
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection

import policykit
from benchmarks.pages import table, write
from policykit.matching.hyper import HyperScanner

SIZES = {1_000: 15, 100_000: 3, 10_000_000: 1}
"""The lengths in bytes, and how often each is timed."""
GROWTH = 2.5
ENOUGH = 0.002
"""A time at 100 KB below this many seconds is mostly the fixed cost of a call, and no base for growth."""


def nested(text: str, code: Callable[[str], str], depth: int = 10) -> str:
    for _ in range(depth):
        text = code(text)
    return text


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def percent_of(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode()) if len(text) < 9 else text.replace("%", "%25")


def entities_of(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text) if len(text) < 9 else text.replace("&", "&amp;")


PLAIN = {
    "prose": "The parcel arrived today, and nobody knows who sent it. ",
    "one letter": "a",
    "one digit": "4",
    "one space": " ",
    "line ends": "\n",
    "digits apart": "4 4 4 4 ",
    "digits with dashes": "4-4-4-4-",
    "cards with a wrong check": "4916 1234 5678 9011 ",
    "cards": "card 4916 1234 5678 9010, ",
    "at signs": "a@a@a@",
    "e-mail addresses": "jo.bloggs@contoso.com ",
    "dots and at signs": "a.a.a@a.",
    "begin": "-----BEGIN ",
    "begin private key": "-----BEGIN PRIVATE KEY-----\nMIIE",
    "token prefixes": "ghp_sk_live_AKIAxoxb-eyJ",
    "dotted base64": "eyJhbGciOiJIUzI1NiJ9.",
    "settings": 'password = "',
    "passwords told": "the password is ",
    "addresses with a password": "postgres://user:",
    "account numbers": "DE89 3704 ",
    "telephone numbers": "+49 30 ",
    "dates": "12.03.2027 ",
    "internet addresses": "192.168.1.",
    "hashtags": "#ad ",
    "quotes": '"«',
    "brackets": "({[",
    "percent signs": "%",
    "percent": "%41",
    "percent, cut": "%4",
    "percent ten deep": nested("Halcyon", percent_of),
    "ampersands": "&",
    "entities": "&#65;",
    "entities, cut": "&#65",
    "entities ten deep": nested("Halcyon", entities_of),
    "base64 ten deep": nested("the name of it is Halcyon", base64_of) + " ",
    "base64, one run": base64_of("the name of it is Halcyon, say"),
    "letters apart": "H-a-l-c-y-o-n-",
    "leetspeak": "H4lcy0n ",
    "zero-width": "H\u200ba",
    "only zero-width": "\u200b",
    "bidi": "\u202eH\u202c",
    "full-width": "Ｈ",
    "lookalikes": "Ηаlсуоn ",
    "marks": "H\u0338",
    "a tower of marks": "\u0338",
    "emoji": "👩\u200d💻",
    "lone surrogates": "\ud83d",
}
HTML = {
    "html: prose": "<p>The parcel arrived <b>today</b>.</p>",
    "html: open": "<",
    "html: open tag": "<a ",
    "html: never closed": "<div>",
    "html: closing": "</",
    "html: attribute": '<a href="',
    "html: attributes": "a='b' ",
    "html: comments": "<!--",
    "html: dashes": "<!--->",
    "html: script": "<script>",
    "html: entities": "&amp;&#x41;",
    "html: references, cut": "&notit",
    "html: split words": "H<b>a</b>l<i></i>",
    "html: hidden": "<p hidden>Halcyon",
}
MARKDOWN = {
    "markdown: prose": "- The parcel *arrived* [today](https://example.com).\n",
    "markdown: brackets": "[",
    "markdown: links": "[a](",
    "markdown: images": "![",
    "markdown: stars": "*",
    "markdown: stars and letters": "**a *b ",
    "markdown: underscores": "_a_",
    "markdown: backticks": "`a``",
    "markdown: quotes": ">",
    "markdown: lists": "- ",
    "markdown: backslashes": "\\",
    "markdown: html": "<a <!--",
    "markdown: tables": "|a",
}
CASES: Mapping[str, tuple[str, str]] = {
    **{name: (piece, "plain") for name, piece in PLAIN.items()},
    **{name: (piece, "html") for name, piece in HTML.items()},
    **{name: (piece, "markdown") for name, piece in MARKDOWN.items()},
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linear", description=__doc__)
    parser.add_argument("--case", action="append", help="only the cases whose name begins so")
    parser.add_argument("--largest", type=int, default=max(SIZES), help="leave longer texts out")
    parser.add_argument("--limit", type=float, default=120, help="seconds a case")
    parser.add_argument("--write", action="store_true", help="write the table into the page")
    chosen = parser.parse_args(arguments)
    sizes = {size: times for size, times in SIZES.items() if size <= chosen.largest}
    names = [name for name in CASES if not chosen.case or name.startswith(tuple(chosen.case))]
    lines = [row(name, run(name, sizes, chosen.limit), sizes) for name in names]
    head = ["case", *(f"{size:,} B: µs" for size in sizes), *(f"{size:,} B: ratio" for size in sizes)]
    content = f"policykit {policykit.__version__}, at most {chosen.limit:.0f} s a case.\n\n" + table(
        [*head, "growth", "failed rules", "verdict"], lines
    )
    print(content)
    if chosen.write:
        write("linear", content)
    return int(any(str(line[-1]).startswith("**") for line in lines))


@cache
def default_policy() -> policykit.Policy:
    """The policy, warm: what it prepares when a text first wakes it is no part of any figure."""
    policy = policykit.load("default")
    for piece, markup in CASES.values():
        policy.evaluate(piece, markup=markup)
    return policy


def measure(piece: str, markup: str, sizes: Mapping[int, int], out: Connection) -> None:
    """Sends one triple a size: seconds for `evaluate`, for encode + bare scan, and how many rules failed."""
    policy = default_policy()
    scanner = policy._scanner
    if not isinstance(scanner, HyperScanner) or scanner.wake is None:
        raise SystemExit("the bare scan needs Hyperscan")
    reports = scanner.wake.reports
    for size, times in sizes.items():
        text = piece * max(1, size // len(encoded(piece)))
        ours, bare, failed = [], [], 0
        for _ in range(times):
            began = time.perf_counter()
            decision = policy.evaluate(text, markup=markup)
            ours.append(time.perf_counter() - began)
            began = time.perf_counter()
            reports(encoded(text))
            bare.append(time.perf_counter() - began)
            failed = len(decision.failed)
        out.send((statistics.median(ours), statistics.median(bare), failed))
    out.close()


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def run(name: str, sizes: Mapping[int, int], limit: float) -> list[tuple[float, float, int]]:
    """What `measure` sent for the sizes that it came to within the limit.

    Where that is safe, the process is forked from this one, with its policy loaded.
    """
    default_policy()
    safe = "fork" in get_all_start_methods() and threading.active_count() == 1
    context = get_context("fork") if safe else get_context("spawn")
    inward, outward = context.Pipe(duplex=False)
    process = context.Process(target=measure, args=(*CASES[name], sizes, outward))
    process.start()
    outward.close()
    measured: list[tuple[float, float, int]] = []
    until = time.monotonic() + limit
    try:
        while inward.poll(max(0.0, until - time.monotonic())):
            measured.append(inward.recv())
    except EOFError:
        pass
    process.kill()
    process.join()
    return measured


def row(name: str, measured: Sequence[Sequence[float]], sizes: Mapping[int, int]) -> list[object]:
    missing = [""] * (len(sizes) - len(measured))
    times = [f"{1e6 * ours:,.0f}" for ours, _, _ in measured]
    ratios = [f"{ours / bare:,.1f}" for ours, bare, _ in measured]
    failed = int(measured[-1][2]) if measured else 0
    growth = growth_of(measured, list(sizes))
    if missing:
        verdict = f"**stopped before {list(sizes)[len(measured)]:,} B**"
    elif growth is None or growth <= GROWTH:
        verdict = "linear"
    else:
        verdict = "**grows**"
    shown = "" if growth is None else f"{growth:.2f}"
    return [name, *times, *missing, *ratios, *missing, shown, failed or "", verdict]


def growth_of(measured: Sequence[Sequence[float]], sizes: Sequence[int]) -> float | None:
    """The time a byte of the longest text against that of the one before it."""
    if len(measured) < 2:
        return None
    (before, _, _), (last, _, _) = measured[-2:]
    factor = sizes[len(measured) - 1] / sizes[len(measured) - 2]
    return last / max(before, ENOUGH) / factor


if __name__ == "__main__":
    sys.exit(main())
