"""Shipped packs: every built form is in step with its source, sound in strict mode, and quick to read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policykit.errors import PolicyError
from policykit.loading.entry import check, compose
from policykit.packs import build as building
from policykit.packs.build import HERE, build, built_form, main, read_source
from policykit.packs.shipped import SHIPPED, read_pack


@pytest.mark.parametrize("name", SHIPPED)
def test_the_built_form_is_in_step_with_its_source(name: str) -> None:
    built = (HERE / "built" / f"{name}.json").read_text("utf-8")
    assert built == built_form(read_source(name)), "run `python -m policykit.packs.build`"
    assert read_pack(name) == json.loads(built)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_source_is_sound_in_strict_mode(name: str) -> None:
    assert [str(found) for found in check(HERE / f"{name}.yaml")] == []


def test_every_source_is_shipped() -> None:
    assert tuple(sorted(path.stem for path in HERE.glob("*.yaml"))) == SHIPPED
    assert tuple(sorted(path.stem for path in (HERE / "built").glob("*.json"))) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_pack_composes_alone(name: str) -> None:
    assert compose(name).document.policy == name


def test_no_other_name_is_shipped() -> None:
    with pytest.raises(KeyError):
        read_pack("../secret")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    for path in HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_a_broken_pack_is_not_built(packs: Path) -> None:
    (packs / "markings.yaml").write_text("policy: markings\nchannels: {social: {accepts: nowhere}}\n")
    with pytest.raises(PolicyError, match="unknown level `nowhere`"):
        build(packs)
    assert not (packs / "built" / "markings.json").exists()
    assert (packs / "built" / "credentials.json").exists()
    (packs / "markings.yaml").write_text("policy: 'markings")
    with pytest.raises(PolicyError, match="never ends"):
        build(packs)


def test_the_command_writes_the_same_bytes(
    packs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(building, "HERE", packs)
    assert main() == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(path.stem for path in written) == list(SHIPPED)
    for path in written:
        assert path.read_bytes() == (HERE / "built" / path.name).read_bytes()
    (packs / "markings.yaml").write_text("- x")
    assert main() == 1
    assert "a policy is a mapping" in capsys.readouterr().err


def test_composing_the_default_policy_is_quick() -> None:
    program = (
        "import time; from policykit.loading.entry import compose; "
        "begun = time.process_time(); compose('default'); print(time.process_time() - begun)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=dict(os.environ)
    )
    # Measured at 0.02 s; the limit leaves room for a slow machine.
    assert float(ran.stdout) < 0.15
