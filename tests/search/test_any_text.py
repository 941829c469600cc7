"""Whatever is typed: nothing is raised, and nothing hangs.

The number of texts is taken from KARABAKH_FUZZ_EXAMPLES.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.search.finder import shipped

from karabakh_tui.search.language import FIELDS
from karabakh_tui.search.parse import LONGEST_QUERY
from karabakh_tui.search.query import parse_query

EXAMPLES = int(os.environ.get("KARABAKH_FUZZ_EXAMPLES", "2000"))

PIECES = (
    *(f"{name}:" for name in FIELDS), *'()"|-=*:,.<>[]{}/?~%_ \t\n\'’\\#$;@!&^`+', "OR", "AND", "NOT", "NEAR", "..",
    "date:1994", "1994-05", "[1988,1994]", "Y17E8", "-0000", "sources:<2", "999999999999", "is:dis", "rowid", "name:x",
    "records MATCH", "'; DROP TABLE records; --", '"a" AND', "lachin", "Xankəndi", "Ханкенди", "Ստեփանակերտ", "ſ", "İ",
    "\x00", "\x1b[31m", "\u202e", "\u200d", "\ud800", "\U0010ffff", "́", "ﷺ", "½", "¶", "a" * 300, "((((", "kh" * 20,
)  # fmt: skip

TEXTS = (
    st.text(max_size=30)
    | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
    | st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=10).map(" ".join)
)


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.integers(0, 40), st.booleans())
@example("(" * LONGEST_QUERY, 0, False)
@example("-(" * (LONGEST_QUERY // 2), 0, True)
@example("a OR " * (LONGEST_QUERY // 5), 0, False)
@example('"' * LONGEST_QUERY, 0, True)
@example("date:" + "[" * LONGEST_QUERY, 0, True)
@example("date:1" + "~" * LONGEST_QUERY, 0, True)
@example("kh" * (LONGEST_QUERY // 2), 0, True)
@example("ք" * LONGEST_QUERY, 0, True)
@example(" ".join(["stepanaker*"] * 99), 0, True)
@example(" ".join(["-xankendi"] * 99), 0, False)
@example(",".join(["party:a"] + ["b*"] * 99), 0, False)
@example('"' + "the " * 900 + '"', 0, False)
@example("a-" * 900, 0, True)
def test_any_text_is_answered(text: str, cursor: int, typing: bool) -> None:
    index = shipped()
    query = parse_query(text, min(cursor, len(text)) if typing else None)
    assert query.describe()
    result = index.search(query)
    assert result is not None
    for hit in index.ranked(result, limit=2):
        index.why(result.asked, hit.record)
        for start, end in index.highlights(result.asked)(hit.record.label):
            assert 0 <= start < end <= len(hit.record.label)
    problem = parse_query(text).problem
    if problem is not None:
        assert 0 <= problem.position <= problem.end <= len(text)
        assert len(problem.with_caret().splitlines()[1]) <= max(problem.end, problem.position + 1)


@settings(deadline=None, max_examples=max(60, EXAMPLES // 40), suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_can_be_asked_for_suggestions(text: str) -> None:
    query = parse_query(text)
    for guess in shipped().suggest(query).guesses:
        assert guess.count > 0
        assert guess.query != query.text
