"""Which findings are new."""

from __future__ import annotations

from dataclasses import replace

from karabakh_tui.check.comparing import new_findings
from karabakh_tui.storage.problems import Problem

ONE = Problem("E401", "error", "x.toml", 7, 1, "events/x", "status", "of two parties, not as in line 5")


def test_what_was_there_is_not_new_wherever_it_stands_now() -> None:
    assert new_findings([ONE], [replace(ONE, line=9, message="of two parties, not as in line 11")]) == ()


def test_the_same_once_more_is_new() -> None:
    assert new_findings([ONE], [ONE, replace(ONE, line=9)]) == (replace(ONE, line=9),)


def test_notes_and_records_that_nothing_names_yet_are_not_told() -> None:
    orphan, note = replace(ONE, code="W302", severity="warning"), replace(ONE, code="N502", severity="note")
    warning = replace(ONE, code="W702", severity="warning")
    assert new_findings([], [orphan, note, warning, replace(orphan, severity="error")]) == (
        warning,
        replace(orphan, severity="error"),
    )
