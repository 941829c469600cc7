"""What must fit together across records: circles, and guesses that stay quick."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.faults import PARTY, REST, SOURCE, STORE
from tests.storage.stores import examples

from karabakh_tui.model.records import StoreHeader
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage import resolve
from karabakh_tui.storage.problems import LONGEST_GUESS, MEANT, Problem, Problems, clipped, did_you_mean, written
from karabakh_tui.storage.read import read_store
from karabakh_tui.storage.resolve import path_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("resolve") / "store.toml"


def problems(path: Path, text: str) -> tuple[Problem, ...]:
    path.write_text(text, encoding="utf-8")
    return read_store(path, Problems()).problems


def party(number: int, larger: list[int]) -> str:
    ids = ", ".join(f'"p{each}"' for each in larger)
    return PARTY.replace('"x"', f'"p{number}"') + f"part_of = [{ids}]\n"


@examples(100)
@given(st.lists(st.lists(st.integers(0, 5), max_size=3), min_size=6, max_size=6))
def test_circles_are_told_where_there_are_some_and_only_there(path: Path, graph: list[list[int]]) -> None:
    """Whatever is told to lead back does so; and without those steps nothing is left that goes round."""
    found = problems(path, STORE + "".join(party(number, larger) for number, larger in enumerate(graph)))
    assert {problem.code for problem in found} <= {"E302"}
    told = {(int(problem.record[-1]), number_told(problem)) for problem in found}
    for number, larger in told:
        assert larger in graph[number]
        assert number in reachable(graph, larger)
    rest = [[each for each in larger if (number, each) not in told] for number, larger in enumerate(graph)]
    assert not any(number in reachable(rest, each) for number in range(6) for each in rest[number])


def number_told(problem: Problem) -> int:
    itself = problem.message == "it is part of itself"
    return int(problem.record[-1]) if itself else int(problem.message.split('"')[1][-1])


def reachable(graph: list[list[int]], start: int) -> set[int]:
    seen = {start}
    waiting = [start]
    while waiting:
        for each in graph[waiting.pop()]:
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return seen


def test_a_chain_of_thousands_goes_round_without_recursion(path: Path) -> None:
    chain = "".join(party(number, [(number + 1) % 3000]) for number in range(3000))
    (problem,) = problems(path, STORE + chain)
    assert (problem.code, problem.record) == ("E302", "parties/p2999")


def test_a_former_id_closes_a_circle_too(path: Path) -> None:
    text = SOURCE + 'former_ids = ["y"]\nbased_on = "y"\n'
    (problem,) = problems(path, text + REST)
    assert (problem.code, problem.message) == ("E302", "it is based on itself")


def test_a_reference_may_name_a_former_id(path: Path) -> None:
    assert (
        problems(path, PARTY + 'former_ids = ["old"]\npart_of = []\n' + party(1, []).replace("[]", '["old"]') + REST)
        == ()
    )


def test_guessing_ends_where_there_is_too_much_to_compare(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = REST + party(0, []) + party(1, [])
    dangling = "".join(
        SOURCE.replace('"x"', f'"s{number}"') + f'standpoint = "counci{number}"\n' for number in range(5)
    )
    monkeypatch.setattr(resolve, "COMPARED", 7)
    found = [each for each in problems(path, text + dangling) if each.code == "E301"]
    assert ['did you mean "council"' in each.message for each in found] == [True, True, False, False, False]


def test_a_store_by_itself_can_be_resolved_and_nothing_is_told_of_an_empty_one() -> None:
    told: list[object] = []
    store = FactStore(StoreHeader(id="s", title="S", format=1), {})
    resolve.resolve(store, set(), lambda *fault: told.append(fault))
    assert told == []


def test_a_path_is_read_as_it_is_written() -> None:
    assert path_of("accounts[1].figures[0].cites[12].source") == (
        "accounts", 1, "figures", 0, "cites", 12, "source"
    )  # fmt: skip


def test_the_nearest_word_is_guessed_and_only_a_near_one() -> None:
    assert did_you_mean("sorces", ["title", "cites", "places"], MEANT) == ' - did you mean "cites"?'
    assert did_you_mean("titel", ["title", "cites"]) == ' - did you mean "title"?'
    assert did_you_mean("xyzzy", ["title", "cites"], MEANT) == ""
    assert did_you_mean("sorces", ["title"], MEANT) == ""
    assert did_you_mean("title", []) == ""


def test_no_word_is_guessed_for_a_text_of_thousands_of_letters() -> None:
    assert did_you_mean("title" * LONGEST_GUESS, ["title" * LONGEST_GUESS]) == ""


def test_long_values_are_cut_and_say_so() -> None:
    assert clipped("short") == "short"
    assert clipped("x" * 200) == "x" * 119 + "…"
    assert written("a\x1b") == r"'a\x1b'"
    assert written(["x" * 200]).endswith("…")
    assert written(16**5000) == "a number of thousands of digits"
