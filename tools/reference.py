"""Keeps the generated parts of the reference pages in step with model, packs, code and command.

A part stands between `<!-- generated: NAME -->` and `<!-- end: NAME -->`; what stands round it is written by
hand.

    python tools/reference.py            compare, and exit with 1 where a page is out of step
    python tools/reference.py --write    write every part anew
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from reference_model import policy_file
from reference_python import python_api

from policykit.cli.exits import MEANING
from policykit.matching.validators import VALIDATORS
from policykit.model.scales import CATEGORIES
from policykit.packs.shipped import SHIPPED, read_pack

PAGES = Path(__file__).resolve().parents[1] / "docs" / "reference"
VERBS = ("init", "check", "evaluate", "explain", "redact", "schema")
PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n)(.*?)(<!-- end: \2 -->)", re.DOTALL)


def table(*rows: tuple[str, ...]) -> str:
    """Return a Markdown table; the first row is its heading."""
    heading, *others = rows
    lines = [heading, tuple("---" for _ in heading), *others]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def exit_codes() -> str:
    """Return the table of exit codes."""
    return table(("code", "meaning"), *((str(int(code)), meaning) for code, meaning in MEANING.items()))


def help_of(verb: str) -> str:
    """Return what a verb says about itself, as a console block."""
    command = [sys.executable, "-c", "from policykit.cli import main; main()", verb, "--help"]
    environment = {**os.environ, "COLUMNS": "88", "PYTHONUTF8": "1"}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return f"```console\n$ policykit {verb} --help\n{said}```"


def categories() -> str:
    """Return the table of the categories that every policy has."""
    return table(("category", "meaning"), *((f"`{name}`", meaning) for name, meaning in CATEGORIES.items()))


def validators() -> str:
    """Return the table of the validators."""
    rows = ((f"`{name}`", validator.title) for name, validator in sorted(VALIDATORS.items()))
    return table(("validator", "what it finds and checks"), *rows)


def packs() -> str:
    """Return a section for each shipped pack: its rules and the detectors that are meant for others.

    Packs that only other packs extend come last, under a heading of their own.
    """
    read = {name: read_pack(name) for name in SHIPPED}
    together = read["default"]["extends"]
    parts = {p for name in SHIPPED if name != "default" for p in read[name].get("extends", ())} - {*together}
    whole = ("default", *together, *(n for n in SHIPPED if n not in {"default", *together, *parts}))
    return "\n\n".join(
        (
            *(_pack("##", name, read[name]) for name in whole),
            "## Parts",
            "Other packs are made of these. A policy may extend one by itself, for its detectors.",
            *(_pack("###", name, read[name]) for name in sorted(parts)),
        )
    )


def _pack(heading: str, name: str, pack: Mapping[str, Any]) -> str:
    parts = [f"{heading} `{name}`", f"{_words(pack['title'])}. Version {pack['version']}."]
    if pack.get("extends"):
        parts.append("Extends " + ", ".join(f"[`{other}`](#{other})" for other in pack["extends"]) + ".")
    if channels := pack.get("channels", {}):
        accepted = ", ".join(f"`{channel}` accepts {channels[channel]['accepts']}" for channel in channels)
        parts.append(f"Channels: {accepted}.")
    if facts := pack.get("facts", {}):
        rows = [(f"`{n}`", _values(fact), _words(fact.get("question"))) for n, fact in facts.items()]
        parts.append(table(("fact", "values", "question"), *rows))
    if rules := pack.get("rules", {}):
        lines = [(f"`{n}`", str(rule["kind"]), _effect(rule), _about(rule)) for n, rule in rules.items()]
        parts.append(table(("rule", "kind", "effect", "about"), *lines))
    offered = {n: d for n, d in pack.get("detectors", {}).items() if isinstance(d, Mapping) and "title" in d}
    if offered:
        pairs = [(f"`<{n}>`", _words(detector["title"])) for n, detector in offered.items()]
        parts.append(table(("detector", "what it finds"), *pairs))
    if not rules:
        others = [f"`<{n}>`" for n in pack.get("detectors", {}) if n not in offered]
        parts += [f"No rules. Detectors: {', '.join(others)}."] if others else []
    return "\n\n".join(parts)


def _values(fact: Mapping[str, Any]) -> str:
    return ", ".join(f"`{str(v).lower() if isinstance(v, bool) else v}`" for v in fact["values"])


def _effect(rule: Mapping[str, Any]) -> str:
    """What a rule does, in a few words; absent keys have the defaults of their kind."""
    match rule["kind"]:
        case "classify":
            said = f"{rule['level']}, {rule.get('outcome', 'block')}"
        case "forbid":
            said = rule.get("outcome", "block")
        case "require":
            said = f"{rule['disclose']}, {rule.get('outcome', 'review')}"
        case "permit":
            said = "lifts " + ", ".join(_listed(rule["lifts"]))
        case _:
            said = f"at most {rule.get('at_most', 'warn')} for " + ", ".join(_listed(rule["shields"]))
    said += ", until the stated date" if rule.get("until_stated") else ""
    return f"{said}, absolute" if rule.get("absolute") else str(said)


def _about(rule: Mapping[str, Any]) -> str:
    if rule["kind"] == "protect":
        return "; ".join(f"{place}: {law}" for place, law in rule["basis"].items())
    return _words(rule.get("says") or rule.get("reason") or rule.get("title"))


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _words(value: Any) -> str:
    return str(value.get("en", "") if isinstance(value, Mapping) else value or "")


PARTS: dict[str, Callable[[], str]] = {
    "policy-file": policy_file,
    "categories": categories,
    "validators": validators,
    "python": python_api,
    "packs": packs,
    "exit-codes": exit_codes,
    **{f"help-{verb}": partial(help_of, verb) for verb in VERBS},
}


def main(arguments: list[str]) -> int:
    """Write every generated part, or name the pages where one is out of step; return the exit code."""
    if arguments not in ([], ["--write"]):
        sys.stderr.write("expected no argument, or `--write`\n")
        return 2
    stale = []
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text("utf-8")
        current = PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]()}\n\n{part[4]}", text)
        if current != text:
            stale.append(page)
            if arguments:
                page.write_text(current, "utf-8")
    if stale and not arguments:
        names = ", ".join(page.name for page in stale)
        sys.stderr.write(f"out of step: {names}; run `python tools/reference.py --write`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
