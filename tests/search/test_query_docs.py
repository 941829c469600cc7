"""The documentation of the query language: every example is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.search.finder import ranked_refs, search, shipped

from karabakh_tui.search.fold import fold
from karabakh_tui.search.language import FIELDS, HAS, IS, PRECISIONS, SORTS
from karabakh_tui.search.query import QueryError, parse_strictly

PAGE = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^\| `(?P<query>.+)` \| (?P<count>[0-9]+) \| (?P<first>\S*) *\|$", re.MULTILINE)
EXAMPLES = [
    (found["query"].replace("\\|", "|"), int(found["count"]), found["first"]) for found in EXAMPLE.finditer(PAGE)
]
MISTAKES = re.findall(r"^```\n(.+\n *\^+\n.+)\n```$", PAGE, re.MULTILINE)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 60
    assert len(MISTAKES) > 3
    assert len(EXAMPLES) == len(re.findall(r"^\| `.*` \| [0-9]+ \|", PAGE, re.MULTILINE))


@pytest.mark.parametrize(("query", "count", "first"), EXAMPLES, ids=[query for query, _, _ in EXAMPLES])
def test_an_example_finds_what_the_page_says(query: str, count: int, first: str) -> None:
    assert search(shipped(), query).total == count
    assert ranked_refs(shipped(), query, limit=1) == ([first] if first else [])


@pytest.mark.parametrize("shown", MISTAKES)
def test_a_mistake_is_told_as_the_page_says(shown: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_strictly(shown.splitlines()[0])
    assert caught.value.with_caret() == shown


def test_what_the_page_calls_a_guess_is_one_and_nothing_else_is() -> None:
    guesses = PAGE.partition("| guess |")[2].partition("\n\n")[0]
    for query, _, _ in EXAMPLES:
        assert bool(search(shipped(), query).guessed) == (f"| `{query}` |" in guesses)


def test_letters_are_read_as_the_page_says() -> None:
    tables = re.findall(r"^\| (?:Armenian|Cyrillic|Georgian|Greek) \| (.+) \|$", PAGE, re.MULTILINE)
    pairs = [pair.split("=") for letters in tables for pair in letters.split()]
    assert len(pairs) > 120
    for letter, read in pairs:
        assert fold(f"ր{letter}" if "ա" <= letter <= "և" else letter) == ("r" if "ա" <= letter <= "և" else "") + read


def test_the_page_names_every_field_and_every_word_of_the_closed_lists() -> None:
    for name in FIELDS:
        assert f"\n| `{name}:` |" in PAGE
        assert any(re.search(rf"(?<!\w){name}:", query) for query, _, _ in EXAMPLES)
    for word in (*IS, *HAS, *SORTS, *PRECISIONS):
        assert f"`{word}`" in PAGE
