"""A folder with a small policy, and the command line run inside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.app import policykit

POLICY = """\
policy: fabrikam
version: 7
life: {owner: communications}
channels: {social: {accepts: public}, intranet: {accepts: restricted}}
default_channel: social
facts:
  author: {values: [employee, official], default: employee}
  paid: {values: [true, false], question: "Were you paid?"}
  tier: {values: [1, 2], default: 1}
rules:
  code-names:
    kind: classify
    level: restricted
    category: trade_secret
    find: ["Bluefin", "Bluefin rig", {terms: ["Litware"]}]
    clear_if: ["bluefin tuna"]
    says: {en: "This names work we have not announced.", de: "Das ist nicht angekündigt."}
    instead: "our next product"
    hits: ["the «Bluefin» is down", "a «Bluefin» again"]
    misses: ["bluefin tuna for lunch", "nothing"]
    set_aside: [{text: "the «Bluefin» at the fair", by: fair, at: 2027-03-05}]
  rude:
    kind: forbid
    category: conduct
    outcome: review
    find: ["nitwit"]
    says: "This is rude."
    hits: ["you «nitwit»", "what a «nitwit»"]
    misses: ["nit", "wit"]
  hint:
    kind: classify
    level: internal
    category: trade_secret
    find: ["prototype"]
    starts: low
    says: "This may be about unannounced work."
    hits: ["a «prototype»", "the «prototype» is back"]
    misses: ["type", "proto"]
  tell:
    kind: require
    category: undisclosed_endorsement
    when: {paid: true}
    find: ["best robot"]
    disclose: paid
    says: "Say that you were paid."
    hits:
      - {text: "the «best robot»", facts: {paid: true}}
      - {text: "our «best robot»", facts: {paid: true}}
    misses: [{text: "#ad the best robot", facts: {paid: true}}, "robot"]
  fair:
    kind: permit
    lifts: [code-names]
    find: ["Bluefin at the fair"]
    declassifies_to: public
    since: 2027-03-04
    until: 2027-12-31
    reason: "announced"
    owner: press office
    hits:
      - {text: "«Bluefin at the fair»", at: 2027-03-05}
      - {text: "see «Bluefin at the fair»", at: 2027-03-05}
    misses: [{text: "Bluefin at home", at: 2027-03-05}, {text: "Bluefin", at: 2027-03-05}]
  pay:
    kind: protect
    find: ["my pay"]
    shields: [conduct]
    basis: {US: "NLRA section 7"}
    hits: ["«my pay» is low", "about «my pay»"]
    misses: ["pay", "my"]
disclosures:
  paid: {place: start, accept: {any: ["#ad"]}}
if_leaked:
  - {do: "Delete the post", who: author, within: 15 minutes}
"""

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLICYKIT_KEY", raising=False)
    (tmp_path / "fabrikam.yaml").write_text(POLICY, "utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs a command line, a verb with options and texts, and gives back its result."""

    def command(*arguments: str, stdin: bytes | str = b"", env: dict[str, str] | None = None) -> Result:
        result = CliRunner(env=env).invoke(policykit, list(arguments), input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return command
