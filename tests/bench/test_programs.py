"""What the benchmark measures: the table for the other program, the queries, the command line."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from bench.__main__ import main
from bench.generate import generate
from bench.measures import MEASURES
from bench.programs import Programs, queries, write_csv
from bench.session import NotInstalledError


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "made-up.toml"
    path.write_text("".join(generate(300, 1)), encoding="utf-8")
    return path


def test_the_table_for_another_program_holds_every_record_and_field(tmp_path: Path, store: Path) -> None:
    target = tmp_path / "records.csv"
    first_row = write_csv(store, target)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 300
    assert {"table", "id", "date", "title", "accounts", "cites", "aliases"} <= set(rows[0])
    assert re.search(first_row, rows[0]["id"].encode())
    assert target.stat().st_size > store.stat().st_size / 2


def test_queries_are_the_store_s_own_words_from_the_most_frequent_to_the_rarest(store: Path) -> None:
    asked = queries(store, 6)
    text = store.read_text(encoding="utf-8").casefold()
    *words, two_words, field, date = asked
    frequencies = [text.count(word) for word in words]
    assert frequencies[0] > frequencies[-1] > 0
    assert two_words.split()[0] == words[0]
    assert field.startswith("status:")
    assert date == "date:1994"


def test_a_program_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotInstalledError, match="vd"):
        Programs(tmp_path).visidata(tmp_path / "records.csv")


def test_every_measure_can_be_asked_for_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert {"first-frame", "search", "keys-shipped", "cursor", "large", "idle"} <= set(MEASURES)
    assert main(["--quick", "--only", "large", "keys-100000"]) == 0
    printed = capsys.readouterr().out
    assert "skipped, 100,000 records: opening: --quick" in printed
    assert "skipped, key press, 100,000 records: --quick" in printed
    assert "noise: " in printed
    with pytest.raises(SystemExit):
        main(["--only", "nothing"])
