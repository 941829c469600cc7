"""The TOML project's own valid files as free tables of a record: what is edited changes, all else stays."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest
from tests.storage.carried import AFTER, BEFORE, FILES, carried, others

from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.edit import Add, Delete, Replace, apply, diff
from karabakh_tui.storage.exact import same
from karabakh_tui.storage.fragment import comments, parts_of


def inner(name: str) -> dict[str, object]:
    return tomllib.loads(FILES[name].read_bytes().decode("utf-8").removeprefix("\ufeff"))


def test_the_suite_is_there() -> None:
    assert len(FILES) == 210


@pytest.mark.parametrize("name", FILES)
def test_a_file_keeps_every_byte_when_a_record_comes_and_goes(name: str) -> None:
    text = FILES[name].read_bytes().decode("utf-8")
    added = apply(text, Add("quotes", {"id": "q", "text": "[[events]]\n# no"}))
    assert same(
        tomllib.loads(added.text.removeprefix("\ufeff")),
        {**inner(name), "quotes": [{"id": "q", "text": "[[events]]\n# no"}]},
    )
    gone = apply(added.text, Delete("quotes", "q")).text
    assert gone == text or not text.strip()


@pytest.mark.parametrize("name", FILES)
def test_the_fields_of_a_file_are_found_with_their_exact_ends(name: str) -> None:
    text = FILES[name].read_bytes().decode("utf-8").removeprefix("\ufeff")
    data = inner(name)
    for part in parts_of(text):
        for field in part.fields:
            value: object = data
            for step in (*part.path, *field.path):
                value = value[step]  # type: ignore[index]
            written = text[field.value : field.end]
            assert written == written.strip(" \t\r\n")
            assert same(tomllib.loads(f"v = {written}")["v"], value)


@pytest.mark.parametrize("name", FILES)
def test_every_part_of_a_file_changes_alone_or_the_edit_is_refused(name: str) -> None:
    text = carried(name)
    row = tomllib.loads(text)["events"][0]
    assert same(row["extra"], inner(name))
    lines: list[int | None] = []
    for extra in others(row["extra"]):
        new = {**row, "extra": extra}
        try:
            edited = apply(text, Replace("events", "host", diff(row, new)))
        except CannotEdit as error:
            lines.append(error.line)
            continue
        assert edited.text.startswith(BEFORE)
        assert edited.text.endswith(AFTER)
        assert same(tomllib.loads(edited.text)["events"], [new])
        assert Counter(comments(text)) - Counter(comments(edited.text)) == Counter(edited.lost)
    assert None not in lines


def test_few_edits_are_refused() -> None:
    done = refused = 0
    for name in FILES:
        text = carried(name)
        row = tomllib.loads(text)["events"][0]
        for extra in others(row["extra"]):
            try:
                apply(text, Replace("events", "host", diff(row, {**row, "extra": extra})))
                done += 1
            except CannotEdit:
                refused += 1
    assert done > 3000
    assert refused < done * 0.06


@pytest.mark.parametrize("name", FILES)
def test_a_record_that_carries_a_file_goes_whole(name: str) -> None:
    gone = apply(carried(name), Delete("events", "host")).text
    assert gone.startswith(BEFORE.rstrip("\n"))
    assert gone.endswith(AFTER)
    middle = gone[len(BEFORE.rstrip("\n")) : -len(AFTER)]
    assert all(line.strip() == "" or line.lstrip().startswith("#") for line in middle.splitlines())
