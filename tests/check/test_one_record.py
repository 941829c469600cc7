"""What is found in one record by itself is what the check of the whole store finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.check.checked import TODAY
from tests.check.faults import FAULTS, REST

from karabakh_tui.check.checking import check, check_record
from karabakh_tui.model.records import TABLES
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

OF_SEVERAL = {"W501", "W801", "W802", "W803", "W804"}
"""Codes of what two records have in common."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_record_by_itself_has_the_findings_that_it_has_among_all(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(FAULTS[name][0] + REST, encoding="utf-8")
    loaded = read_store(path, Problems())
    found = check(loaded, TODAY)
    for record in (record for table in TABLES for record in loaded.store.records(table)):
        alone = check_record(loaded, record, TODAY)
        among_all = [each for each in found if each.record == record.ref]
        assert [each for each in alone if each not in among_all] == []
        assert {each.code for each in among_all if each not in alone} <= OF_SEVERAL
