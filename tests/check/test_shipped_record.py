"""The record that comes with the program is held to its own rules: no finding, no note, no baseline."""

from __future__ import annotations

from tests.check.checked import TODAY

from karabakh_tui.check.checking import check
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store


def test_the_shipped_record_has_no_finding() -> None:
    assert [str(each) for each in check(read_store(shipped_store(), Problems()), TODAY)] == []
