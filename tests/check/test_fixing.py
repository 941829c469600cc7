"""What can be mended without a doubt is mended, and every other byte of the file stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.checked import TODAY
from tests.check.faults import RECORDS, REST, event, party, place, source
from tests.storage.stores import examples

from karabakh_tui.check.checking import check
from karabakh_tui.check.fixing import MENDS, Fixed, fixed
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store


def mended(path: Path, text: str) -> Fixed:
    """Return what becomes of a text that is mended once."""
    path.write_bytes(text.encode("utf-8"))
    return fixed(read_store(path, Problems()), text, TODAY)


def codes(result: Fixed) -> list[str]:
    return [each.code for each in result.mended]


MENDABLE = {
    "a blank around a title": (
        source().replace('"Title of x"', '" Title of x\\t"  # a comment'),
        source().replace('"Title of x"', '"Title of x"  # a comment'),
        "W602",
    ),
    "a blank around an address": (source('url = "https://x.example/ "'), source('url = "https://x.example/"'), "W602"),
    "a line break after a name": (place(name="Quay\\n"), place(name="Quay"), "W602"),
    "a text that is not composed": (party('role = "cafe\u0301"'), party('role = "café"'), "W601"),
    "an alias that is its name alone": (party('aliases = ["Y ", "Z"]'), party('aliases = ["Y", "Z"]'), "W602"),
    "a tag written twice": (event('tags = ["a", "b", "a"]  # tags'), event('tags = ["a", "b"]  # tags'), "W102"),
    "an event related to itself": (event('related = ["x", "shut"]'), event('related = ["shut"]'), "E304"),
    "an event related to itself alone": (event('related = ["x"]\ntags = ["a"]'), event('tags = ["a"]'), "E304"),
    "an alias that is the name": (party('aliases = ["Ferrymen", "Y"]'), party('aliases = ["Y"]'), "N502"),
    "a former id": (
        place('former_ids = ["y"]', named=False) + event('places = ["y"]'),
        place('former_ids = ["y"]', named=False) + event('places = ["x"]'),
        "N301",
    ),
    "a former id of one user": (
        place('aliases = [{ name = "Y", used_by = "old" }, { name = "Z", used_by = "mill" }]')
        + party('side = "east"\nformer_ids = ["old"]', name="F"),
        place('aliases = [{ name = "Y", used_by = "x" }, { name = "Z", used_by = "mill" }]')
        + party('side = "east"\nformer_ids = ["old"]', name="F"),
        "N301",
    ),
}
FORMS: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "with a byte order mark": lambda text: f"\ufeff{text}",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", MENDABLE)
def test_what_can_be_mended_is_and_nothing_else_changes(name: str, form: str, tmp_path: Path) -> None:
    before, after, code = MENDABLE[name]
    written = FORMS[form]
    result = mended(tmp_path / "x.toml", written(f"# top\n{before}\n{REST}"))
    assert result.text == written(f"# top\n{after}\n{REST}")
    assert codes(result) == [code]
    assert result.left == ()


def test_every_rule_whose_findings_can_be_mended_is_tried() -> None:
    assert {code for _, _, code in MENDABLE.values()} == set(MENDS)


def test_several_things_in_several_records_are_mended_at_once(tmp_path: Path) -> None:
    text = source().replace("Title of x", " Title of x ") + event('tags = ["a ", "b", "b", "b"]\nrelated = ["x", "x"]')
    result = mended(tmp_path / "x.toml", text + REST)
    assert result.text == source() + event('tags = ["a", "b"]') + REST
    assert sorted(codes(result)) == ["E304", "E304", "W102", "W102", "W102", "W602", "W602"]


def test_items_are_taken_out_of_long_lists_where_they_are(tmp_path: Path) -> None:
    tags = [f"t{number}" for number in range(12)]
    written = ", ".join(f'"{tag}"' for tag in [*tags[:2], tags[0], *tags[2:], tags[1]])
    result = mended(tmp_path / "x.toml", event(f"tags = [{written}]") + REST)
    kept = ", ".join(f'"{tag}"' for tag in tags)
    assert result.text == event(f"tags = [{kept}]") + REST


def test_a_comment_is_never_lost(tmp_path: Path) -> None:
    text = event('tags = [\n  "a",\n  "a",  # again\n]') + source().replace("Title of x", "Title of x ") + REST
    result = mended(tmp_path / "x.toml", text)
    assert result.text == text.replace("Title of x ", "Title of x")
    assert codes(result) == ["W602"]
    assert len(result.left) == 1
    assert "a comment would be lost: # again" in result.left[0]


def test_a_comment_in_one_list_hinders_no_other_mend_of_its_record(tmp_path: Path) -> None:
    lists = 'tags = [\n  "a",\n  "a",  # again\n]\nrelated = ["x", "shut"]'
    text = event(lists).replace("turned back", "turned back ") + REST
    result = mended(tmp_path / "x.toml", text)
    assert result.text == text.replace("turned back ", "turned back").replace('["x", "shut"]', '["shut"]')
    assert sorted(codes(result)) == ["E304", "W602"]
    assert len(result.left) == 1
    assert result.left[0].startswith("events/x tags[1] is left as it is: a comment would be lost: # again")


STORE_TITLE = '"The bridge at Aldwater"'


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_in_the_store_table_is_mended_too(form: str, tmp_path: Path) -> None:
    written = FORMS[form]
    before = source().replace("Title of x", "Title of x ")
    text = before + REST.replace(STORE_TITLE, '" The bridge at Aldwater "  # its name')
    result = mended(tmp_path / "x.toml", written(text))
    assert result.text == written(source() + REST.replace(STORE_TITLE, f"{STORE_TITLE}  # its name"))
    assert [(each.code, each.record) for each in result.mended] == [("W602", "sources/x"), ("W602", "[store]")]


def test_a_store_table_that_cannot_be_mended_is_named(tmp_path: Path) -> None:
    text = 'store = { id = "aldwater", title = " T ", format = 1 }\n' + RECORDS
    result = mended(tmp_path / "x.toml", text)
    assert result.text == text
    assert result.left == ("[store] is left as it is: it has no plain header; edit it by hand",)


def test_a_blank_that_is_all_there_is_stays(tmp_path: Path) -> None:
    text = place(name=" ") + REST
    assert mended(tmp_path / "x.toml", text) == Fixed(text, (), ())


def test_the_letters_of_an_address_stay_what_they_are(tmp_path: Path) -> None:
    text = source('url = "https://x.example/cafe\u0301"') + REST
    assert mended(tmp_path / "x.toml", text) == Fixed(text, (), ())


def test_a_rule_that_is_off_mends_nothing(tmp_path: Path) -> None:
    text = event('tags = ["a", "a"]') + REST + '\n[check]\nW102 = "off"\n'
    assert mended(tmp_path / "x.toml", text) == Fixed(text, (), ())


def test_a_record_of_which_the_reader_tells_something_is_left_alone(tmp_path: Path) -> None:
    for record_id in ("x", "x" * 100):
        text = event('tags = [7, "a", "a"]').replace('id = "x"', f'id = "{record_id}"') + REST
        assert mended(tmp_path / "x.toml", text) == Fixed(text, (), ())


def test_a_sound_store_stays_as_it_is(tmp_path: Path) -> None:
    assert mended(tmp_path / "x.toml", REST) == Fixed(REST, (), ())


LISTS = st.lists(st.sampled_from(("a", "a ", "b", "cafe\u0301", "café", " ")), max_size=6)


@given(tags=LISTS, related=st.lists(st.sampled_from(("x", "shut")), max_size=4), names=LISTS)
@examples(60)
def test_mending_again_and_again_leaves_nothing_to_mend_and_no_new_finding(
    tmp_path_factory: Any, tags: list[str], related: list[str], names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("fix") / "x.toml"
    quoted = [f"[{', '.join(f'{each!r}' for each in items)}]" for items in (tags, related, names)]
    text = event(f"tags = {quoted[0]}\nrelated = {quoted[1]}").replace("'", '"')
    text += party(f"aliases = {quoted[2]}").replace("'", '"') + REST
    path.write_text(text, encoding="utf-8")
    found = len(check(read_store(path, Problems()), TODAY))
    for _ in range(5):
        result = mended(path, text)
        assert not result.left
        if not result.mended:
            break
        text = result.text
        path.write_text(text, encoding="utf-8")
        fewer = len(check(read_store(path, Problems()), TODAY))
        assert fewer <= found
        found = fewer
    assert mended(path, text).mended == ()
