"""More labelled items, from the test cases of three projects that the caller has a copy of.

`python -m benchmarks.accuracy.gather --secretlint DIR --datafog DIR --scrubadub DIR --out DIR` reads the
copies (the unpacked repository each) and writes `*.jsonl.gz` files in the form of `corpora`, outside the
tree: the texts stay their projects'. What a project expects becomes spans; a case in which it expects
nothing becomes an item with `count: 0`. Kinds that no table here names are left out.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.pages import ROOT

SECRETLINT = {
    "1password": "other_secret",
    "anthropic": "anthropic_key",
    "aws": "aws_access_key",
    "azure": "azure_secret",
    "basicauth": "url_credentials",
    "cloudflare": "other_secret",
    "database-connection-string": "connection_string",
    "databricks": "databricks_token",
    "docker": "dockerhub_token",
    "figma": "figma_token",
    "gcp": "private_key",
    "github": "github_token",
    "gitlab": "gitlab_token",
    "grafana": "grafana_token",
    "groq": "groq_key",
    "hashicorp-vault": "hashicorp_token",
    "huggingface": "huggingface_token",
    "linear": "other_secret",
    "notion": "other_secret",
    "npm": "npm_token",
    "openai": "openai_key",
    "privatekey": "private_key",
    "secp256k1-privatekey": "other_secret",
    "sendgrid": "sendgrid_key",
    "shopify": "shopify_token",
    "slack": "slack_token",
    "stripe": "stripe_key",
    "tailscale": "other_secret",
    "vercel": "other_secret",
}
NO_SECRET = ("AWSAccountID", "AzureClientId", "AzureTenantId")
"""What secretlint reports and nobody has to keep: identifiers of an account."""

DATAFOG = {
    "EMAIL": "email",
    "PHONE": "phone",
    "SSN": "us_ssn",
    "CREDIT_CARD": "credit_card",
    "IP_ADDRESS": "ip_address",
    "DE_VAT_ID": "de_vat",
    "DE_IBAN": "iban",
}

SCRUBADUB = {
    "CREDIT_CARD": "credit_card",
    "DATE_OF_BIRTH": "date_of_birth",
    "DRIVERS_LICENCE": "uk_driving_licence",
    "EMAIL": "email",
    "NATIONAL_INSURANCE_NUMBER": "uk_nino",
    "PASSWORD": "generic_secret",
    "PHONE": "phone",
    "SOCIAL_SECURITY_NUMBER": "us_ssn",
}

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.gather", description=__doc__)
    for name in READERS:
        parser.add_argument(f"--{name}", type=Path, help=f"a copy of the repository of {name}")
    parser.add_argument("--out", type=Path, required=True, help="a folder outside the tree")
    chosen = parser.parse_args(arguments)
    if chosen.out.resolve().is_relative_to(ROOT):
        parser.error("the items are other people's text: name a folder outside the tree")
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, read in READERS.items():
        if folder := getattr(chosen, name):
            rows = sorted(read(folder), key=lambda row: str(row["id"]))
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            # no time stamp inside, so that the same items have the same digest
            (chosen.out / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
            print(f"{name}: {len(rows)} items")
    return 0


def item(name: str, source: str, kind: str, theirs: str, text: str, spans: Sequence[Sequence[int]]) -> Row:
    marked = sorted({(start, end) for start, end in spans})
    return {
        "id": f"{source}:{name}", "source": source, "kind": kind, "their_kind": theirs, "text": text,
        "spans": marked, "count": len(marked),
    }  # fmt: skip


def secretlint(folder: Path) -> Iterator[Row]:
    """One item a snapshot; the ranges in `output.json` count UTF-16 units."""
    for answer in folder.glob("packages/@secretlint/secretlint-rule-*/test/snapshots/*/output.json"):
        rule = answer.parents[3].name.removeprefix("secretlint-rule-")
        texts = [path for path in answer.parent.iterdir() if path.name not in ("output.json", "options.ts")]
        if rule not in SECRETLINT or len(texts) != 1:
            continue
        try:
            text = texts[0].read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # a key store in binary form
        messages = json.loads(answer.read_text("utf-8"))["messages"]
        wanted = [message for message in messages if message["messageId"] not in NO_SECRET]
        if messages and not wanted:
            continue
        kinds = {
            "url_credentials" if "xOauth" in message["messageId"] else SECRETLINT[rule] for message in wanted
        }
        for kind in kinds or {SECRETLINT[rule]}:
            spans = [[points(text, unit) for unit in message["range"]] for message in wanted]
            yield item(f"{rule}/{answer.parent.name}", "secretlint", kind, rule, text, spans)


def points(text: str, units: int) -> int:
    """The code points before the given number of UTF-16 units."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def datafog(folder: Path) -> Iterator[Row]:
    """One item a case and kind; a negative case is one of none of the kinds."""
    for path in sorted(folder.glob("tests/corpus/*.json")):
        negative = path.stem.startswith("negative")
        for case in json.loads(path.read_text("utf-8")):
            for theirs, kind in DATAFOG.items():
                spans = [
                    (one["start"], one["end"]) for one in case["expected_entities"] if one["type"] == theirs
                ]
                if spans or (negative and not theirs.startswith("DE_")):
                    name = f"{path.stem}/{case['id']}/{kind}"
                    yield item(name, "datafog", kind, theirs, case["input"], spans)


def scrubadub(folder: Path) -> Iterator[Row]:
    """One item a test and kind: its docstring holds the text before, and after with `{{KIND}}` in places."""
    for path in sorted(folder.glob("tests/test_detector_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            found = re.search(
                r"BEFORE:(.*?)AFTER:(.*)", ast.get_docstring(node, clean=False) or "", re.DOTALL
            )
            if found is None:
                continue
            before, after = found[1].strip(), found[2].strip()
            for theirs, spans in between(before, after).items():
                name = f"{path.stem}/{node.name}/{theirs}"
                yield item(name, "scrubadub", SCRUBADUB[theirs], theirs, before, spans)


def between(before: str, after: str) -> Mapping[str, list[tuple[int, int]]]:
    """For each kind that `after` names, where `before` holds it."""
    pieces = re.split(r"\{\{([A-Z_]+)(?:-\d+)?\}\}", after)
    pattern = "".join(re.escape(piece) if n % 2 == 0 else "(.+?)" for n, piece in enumerate(pieces))
    found = re.fullmatch(pattern, before, re.DOTALL)
    if found is None:
        return {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for number, name in enumerate(pieces[1::2], 1):
        if name in SCRUBADUB:
            spans.setdefault(name, []).append(found.span(number))
    return spans


READERS = {"secretlint": secretlint, "datafog": datafog, "scrubadub": scrubadub}

if __name__ == "__main__":
    sys.exit(main())
