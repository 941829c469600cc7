"""What the benchmark tells for comparison."""

from __future__ import annotations

from bench.others import random_queries
from bench.table import RATIO, Row, Sample, table

from karabakh_tui.search.query import parse_query


def test_what_has_no_budget_is_told_and_never_over() -> None:
    row = Row("search beside another", Sample("ours", (30,), "ms"), RATIO, None, Sample("theirs", (10,), "ms"))
    assert row.within
    assert row.cells()[3:] == ("3 ×", "", "")
    assert "OVER" not in table([row])


def test_random_queries_are_the_same_each_time_and_mean_something() -> None:
    queries = list(random_queries(300))
    assert queries == list(random_queries(300))
    assert len({type(parse_query(text).root) for text in queries}) > 4
