"""The figures of the benchmark and the table they are printed in."""

from __future__ import annotations

import pytest
from bench.noise import Noise
from bench.table import EXCESS, HIGH, LARGEST, MEAN_EXCESS, RATIO, RATIO_BY_TURN, Row, Sample, amount, percentile, table


def sample(*values: float, name: str = "ours", unit: str = "ms") -> Sample:
    return Sample(name, values, unit)


def test_a_percentile_lies_between_neighbours_by_proportion() -> None:
    assert percentile([4, 1, 2, 3], 0.5) == 2.5
    assert percentile([1, 2, 3, 4, 5], 0.95) == pytest.approx(4.8)
    assert percentile([7], 0.95) == 7


def test_a_ratio_compares_the_medians() -> None:
    row = Row("frame", sample(20, 30, 400), RATIO, 2.0, sample(10, 10, 10, 10))
    assert row.figure == 3
    assert not row.within


def test_a_ratio_by_turn_does_not_mind_a_machine_that_is_slow_for_a_while() -> None:
    ours, theirs = sample(20, 20, 60, 60, 60), sample(10, 10, 30, 30, 30)
    row = Row("frame", ours, RATIO_BY_TURN, 2.0, theirs)
    assert row.figure == 2
    assert row.within
    assert row.spread() == (2, 2)


def test_the_other_figures_are_what_they_say() -> None:
    theirs = sample(1, 1, 1)
    assert Row("key", sample(10, 20, 30), EXCESS, 30, theirs).figure == 28
    assert Row("idle", sample(2, 4), MEAN_EXCESS, 2, theirs).figure == 2
    assert Row("memory", sample(5, 9, 7), LARGEST, 8).figure == 9
    assert Row("bytes", sample(*range(101)), HIGH, 95).figure == pytest.approx(95)


def test_one_value_has_no_spread_and_many_have_the_figure_in_it() -> None:
    assert Row("memory", sample(5), LARGEST, 8).spread() is None
    row = Row("key", sample(*range(20, 60)), EXCESS, 30, sample(1, 2, 3))
    spread = row.spread()
    assert spread is not None
    assert spread[0] <= row.figure <= spread[1]
    assert row.spread() == spread


def test_the_table_says_of_every_row_whether_its_budget_is_kept() -> None:
    kept = Row("first frame", sample(20, 20), RATIO, 2.0, sample(10, 10, name="empty app"), "a note")
    broken = Row("memory", sample(1000, unit="MB"), LARGEST, 900)
    lines = table([kept, broken]).splitlines()
    assert lines[0].split() == ["what", "measured", "yardstick", "figure", "budget"]
    first = next(line for line in lines if line.startswith("first frame"))
    assert "empty app: 10" in first
    assert "2 ×" in first
    assert first.endswith("ok")
    assert next(line for line in lines if line.startswith("memory")).endswith("OVER")
    assert lines[-1] == "note, first frame: a note"


def test_the_columns_of_the_table_stand_under_each_other() -> None:
    rows = [Row(name, sample(1), LARGEST, 2) for name in ("short", "a much longer name")]
    heading, _, *lines = table(rows).splitlines()[:4]
    assert {line.index("1 ms") for line in lines} == {heading.index("measured")}


def test_amounts_have_the_digits_that_matter() -> None:
    assert [amount(number) for number in (0.123, 1.5, 12.34, 123.4, 12345.0, 3.0)] == [
        "0.12", "1.50", "12.3", "123", "12,345", "3",
    ]  # fmt: skip


def test_noise_is_told_as_times_of_the_best() -> None:
    noise = Noise()
    assert str(noise) == "noise: not measured"
    noise.times = [0.001, 0.0015, 0.003]
    assert "1.50 times" in str(noise)
    assert "3.0 at most" in str(noise)
    noise.sample()
    assert len(noise.times) == 4
