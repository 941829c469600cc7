"""Every seeded fault is found on its line, with its code, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.check.checked import brief, findings
from tests.check.faults import FAULTS, REST

from karabakh_tui.check.checking import RULES

LINKS = {code for code in RULES if code[1] == "9"}
"""Codes of rules that find nothing unless addresses were asked (test_asking.py)."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_seeded_fault_is_found_on_its_line_and_nothing_else_is(name: str, tmp_path: Path) -> None:
    text, expected = FAULTS[name]
    assert [brief(each) for each in findings(tmp_path / "x.toml", text + REST)] == expected


def test_a_store_updated_in_the_future_is_found_in_its_header(tmp_path: Path) -> None:
    text = REST.replace('updated = "1903', 'updated = "2903')
    line = 1 + text[: text.index('updated = "2903')].count("\n")
    assert [brief(each) for each in findings(tmp_path / "x.toml", text)] == [f"{line}:11 E207 [store] updated"]


def test_the_rest_of_every_seeded_store_is_sound(tmp_path: Path) -> None:
    assert findings(tmp_path / "x.toml", REST) == ()


def test_every_rule_has_a_seeded_fault() -> None:
    seeded = {each.split()[1] for _, expected in FAULTS.values() for each in expected}
    assert set(RULES) - LINKS - seeded == set()
    assert len(FAULTS) > 40
