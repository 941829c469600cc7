"""A baseline accepts what was found, wherever it has moved to, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.check.checked import findings
from tests.check.faults import REST, event, source

from karabakh_tui.check.baseline import baseline_text, compare, read_baseline
from karabakh_tui.errors import UsageError
from karabakh_tui.storage.problems import Problem

FAULTY = source(cited=False) + event(status="claimed")


def accepted(tmp_path: Path, found: tuple[Problem, ...]) -> Path:
    path = tmp_path / "accepted.json"
    path.write_text(baseline_text(found), encoding="utf-8")
    return path


def test_everything_that_was_found_is_accepted(tmp_path: Path) -> None:
    found = findings(tmp_path / "x.toml", FAULTY + REST)
    assert len(found) == 2
    assert compare(found, read_baseline(accepted(tmp_path, found))) == ((), 2, 0)


def test_findings_are_known_again_on_other_lines_and_in_another_file(tmp_path: Path) -> None:
    baseline = read_baseline(accepted(tmp_path, findings(tmp_path / "x.toml", FAULTY + REST)))
    moved = findings(tmp_path / "y.toml", "# a comment\n\n\n" + REST + FAULTY)
    assert compare(moved, baseline) == ((), 2, 0)


def test_lines_that_a_sentence_names_may_shift(tmp_path: Path) -> None:
    twice = event() + event()
    found = findings(tmp_path / "x.toml", twice + REST)
    assert [each.code for each in found] == ["E107"]
    baseline = read_baseline(accepted(tmp_path, found))
    assert compare(findings(tmp_path / "x.toml", "\n\n" + twice + REST), baseline) == ((), 1, 0)


def test_a_new_finding_is_told_and_what_is_gone_is_counted(tmp_path: Path) -> None:
    baseline = read_baseline(accepted(tmp_path, findings(tmp_path / "x.toml", FAULTY + REST)))
    found = findings(tmp_path / "x.toml", source(cited=False, id="y") + event(status="claimed") + REST)
    compared = compare(found, baseline)
    assert [each.record for each in compared.new] == ["sources/y"]
    assert (compared.accepted, compared.gone) == (1, 1)


def test_a_finding_is_accepted_as_often_as_it_was_found(tmp_path: Path) -> None:
    (found,) = findings(tmp_path / "x.toml", source(cited=False) + REST)
    baseline = read_baseline(accepted(tmp_path, (found, found)))
    assert compare((found, found, found), baseline) == ((found,), 2, 0)


def test_a_baseline_is_json_with_a_finding_a_line_in_the_order_of_records(tmp_path: Path) -> None:
    text = baseline_text(findings(tmp_path / "x.toml", FAULTY + REST))
    lines = [line for line in text.splitlines() if '"code"' in line]
    assert [json.loads(line.rstrip(","))["record"] for line in lines] == ["events/x", "sources/x"]
    assert set(json.loads(text)) == {"schema_version", "findings"}
    assert json.loads(baseline_text(()))["findings"] == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[", "this is no baseline"),
        ("[]", "no baseline of schema_version 1"),
        ('{"schema_version": 2, "findings": []}', "no baseline of schema_version 1"),
        ('{"schema_version": 1}', "a finding of a baseline has"),
        ('{"schema_version": 1, "findings": [{"code": "E101"}]}', "a finding of a baseline has"),
        ('{"schema_version": 1, "findings": [7]}', "a finding of a baseline has"),
        ("\udcff", "this is no baseline"),
    ],
)
def test_what_is_no_baseline_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match=sentence):
        read_baseline(path)


def test_a_baseline_that_is_not_there_is_told_with_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--write-baseline"):
        read_baseline(tmp_path / "none.json")
    with pytest.raises(UsageError, match="cannot be read"):
        read_baseline(tmp_path)
