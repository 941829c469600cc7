"""The stores that the benchmark makes up."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from bench.generate import counts, generate, stored
from hypothesis import given
from hypothesis import strategies as st

from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store


@given(st.integers(0, 200_000))
def test_every_record_is_shared_out_and_what_is_referred_to_comes_first(records: int) -> None:
    shared = counts(records)
    assert sum(shared) == records
    assert min(shared) >= 0
    if shared.events or shared.quotes:
        assert shared.sources
        assert shared.parties


@pytest.mark.parametrize("records", [0, 1, 2, 3, 4, 5, 20, 2000])
def test_a_made_up_store_loads_without_a_problem(tmp_path: Path, records: int) -> None:
    path = tmp_path / "made-up.toml"
    path.write_text("".join(generate(records, 1)), encoding="utf-8")
    loaded = read_store(path, problems=Problems())
    assert [str(problem) for problem in loaded.problems] == []
    assert len(loaded.store) == records


def test_the_same_seed_gives_the_same_text_and_another_seed_another_one() -> None:
    text = "".join(generate(300, 7))
    assert text == "".join(generate(300, 7))
    assert text != "".join(generate(300, 8))


def test_a_record_takes_about_600_bytes() -> None:
    size = len("".join(generate(3000, 1)).encode())
    assert 540 * 3000 < size < 660 * 3000


def test_a_made_up_store_has_what_real_ones_have() -> None:
    data = tomllib.loads("".join(generate(3000, 1)))
    dates = [event["date"] for event in data["events"]]
    for sort in ("~", "?", "%", "X", "/..", "../", "[", "{", "T", "Y-", "-21"):
        assert any(sort in date for date in dates), f"no date with {sort}"
    assert any(len(event.get("accounts", ())) > 1 for event in data["events"])
    assert any(event["related"] for event in data["events"])
    aliases = [alias for party in data["parties"] for alias in party["aliases"]]
    languages = {alias["language"] for alias in aliases if isinstance(alias, dict)}
    assert languages == {"hy", "ru", "ar", "ka", "az"}


def test_a_made_up_store_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = stored(20)
    assert path.parent.parent == tmp_path
    assert path.read_text(encoding="utf-8") == "".join(generate(20, 1))
    path.write_text("kept", encoding="utf-8")
    assert stored(20).read_text(encoding="utf-8") == "kept"
    assert [each.name for each in path.parent.iterdir()] == [path.name]
