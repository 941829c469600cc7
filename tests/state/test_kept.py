"""What is kept of a store: across runs, between instances, and whatever has happened to the files."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import karabakh_tui
from karabakh_tui.paths import data_directory
from karabakh_tui.state.history import LONGEST
from karabakh_tui.state.kept import Kept, kept_directory
from karabakh_tui.state.searches import SavedSearch

SOURCE = Path(karabakh_tui.__file__).parents[1]


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_what_is_kept_is_there_for_the_next_instance(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "nk")
    for query in ("lachin", "shusha", "lachin"):
        kept.remember(query)
    saved = kept.save_search("Lachin, 2022", "lachin date:2022")
    assert saved == SavedSearch("lachin-2022", "Lachin, 2022", "lachin date:2022")
    after = Kept(tmp_path / "nk")
    assert after.history() == ("shusha", "lachin")
    assert after.searches() == (saved,)
    assert kept.problems == after.problems == ()


def test_a_saved_search_can_be_removed_twice(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    first, second = kept.save_search("One", "1"), kept.save_search("Two", "2")
    kept.remove_search(first.id)
    Kept(tmp_path).remove_search(first.id)
    assert Kept(tmp_path).searches() == (second,)


def test_a_search_without_a_title_has_its_query_for_one(tmp_path: Path) -> None:
    assert Kept(tmp_path).save_search(" ", "lachin") == SavedSearch("lachin", "lachin", "lachin")


def test_blank_and_boundless_queries_are_not_remembered(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    for query in ("", "  \n", "x" * (LONGEST + 1)):
        kept.remember(query)
    assert kept.history() == ()
    assert names(tmp_path) == []


def test_nothing_is_made_when_things_are_merely_read(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "nk")
    assert (kept.history(), kept.searches(), kept.problems) == ((), (), ())
    kept.remove_search("none")
    assert names(tmp_path) == []


def test_nothing_is_written_when_nothing_changes(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.remember("lachin")
    kept.save_search("Lachin", "lachin")
    before = {path: path.stat().st_ino for path in tmp_path.iterdir()}
    kept.remember("lachin")
    kept.save_search("Lachin", "lachin")
    assert {path: path.stat().st_ino for path in tmp_path.iterdir()} == before


@settings(deadline=None, max_examples=40)
@given(query=st.text(alphabet=st.characters(exclude_categories=[]), max_size=40), title=st.text(max_size=40))
def test_hostile_text_comes_back(query: str, title: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        kept = Kept(Path(directory))
        kept.remember(query)
        saved = kept.save_search(title, query)
        after = Kept(Path(directory))
        assert after.history() == ((query,) if query.strip() else ())
        assert after.searches() == (saved,)
        assert saved.query == re.sub("[\ud800-\udfff]", "\ufffd", query)
        assert saved.title == (title if title.strip() else saved.query)
        assert after.problems == ()


WRITER = """
import sys
from pathlib import Path
from karabakh_tui.state import files
from karabakh_tui.state.kept import Kept
files.PATIENCE = 60.0  # on a slow disk a lock that three writers want all the time is long in coming
name, directory = sys.argv[1], Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
kept = Kept(directory)
for number in range(30):
    kept.remember(f"{name} {number}")
    saved = kept.save_search("Search", f"{name} {number}")
    if number % 3 == 0:
        kept.remove_search(saved.id)
print("\\n".join(kept.problems))
"""


def test_instances_that_write_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(SOURCE)},
        )
        for name in ("one", "two", "three")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        assert writer.communicate(timeout=60)[0].strip() == ""
    kept = Kept(tmp_path)
    everything = {f"{name} {number}" for name in ("one", "two", "three") for number in range(30)}
    assert set(kept.history()) == everything
    for name in ("one", "two", "three"):
        assert [each for each in kept.history() if each.startswith(name)] == [f"{name} {n}" for n in range(30)]
    searches = kept.searches()
    assert {each.query for each in searches} == {each for each in everything if int(each.split()[1]) % 3}
    assert len({each.id for each in searches}) == len(searches) == 60


def test_an_instance_sees_what_another_has_added_since(tmp_path: Path) -> None:
    one, two = Kept(tmp_path), Kept(tmp_path)
    one.remember("a")
    two.remember("b")
    one.save_search("A", "a")
    two.save_search("A", "b")
    assert one.history() == two.history() == ("a", "b")
    assert [each.id for each in one.searches()] == ["a", "a-2"]


def test_a_damaged_history_is_set_aside_and_told_and_what_can_be_read_is_kept(tmp_path: Path) -> None:
    damaged = b'{"query": "lachin"}\n{"query": "shu'
    (tmp_path / "history.jsonl").write_bytes(damaged)
    kept = Kept(tmp_path)
    assert kept.history() == ("lachin",)
    [name] = [name for name in names(tmp_path) if "damaged" in name]
    assert re.fullmatch(r"history\.jsonl\.damaged-\d{8}-\d{6}", name)
    assert (tmp_path / name).read_bytes() == damaged
    assert kept.problems == (
        f"{tmp_path}/history.jsonl: line 2 is not an entry of the search history; the file was set aside as {name}, "
        "and what could be read of it is kept",
    )
    kept.remember("shusha")
    after = Kept(tmp_path)
    assert (after.history(), after.problems) == (("lachin", "shusha"), ())


def test_damaged_searches_are_set_aside_when_one_is_saved(tmp_path: Path) -> None:
    damaged = b'[[searches]]\nid = "a"\ntitle = "A"\nquery = "a"\n[[searches]]\nid ='
    (tmp_path / "searches.toml").write_bytes(damaged)
    kept = Kept(tmp_path)
    kept.save_search("B", "b")
    assert [each.id for each in Kept(tmp_path).searches()] == ["a", "b"]
    [name] = [name for name in names(tmp_path) if "damaged" in name]
    assert (tmp_path / name).read_bytes() == damaged
    assert len(kept.problems) == 1


def test_files_damaged_in_the_same_second_are_all_kept(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / "history.jsonl").write_bytes(b"damaged %d" % number)
        assert Kept(tmp_path).history() == ()
    aside = [path for path in tmp_path.iterdir() if "damaged" in path.name]
    assert sorted(path.read_bytes() for path in aside) == [b"damaged 0", b"damaged 1", b"damaged 2"]


def test_a_file_in_the_place_of_the_directory_is_told_once_and_entries_are_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "nk").write_text("in the way", encoding="utf-8")
    kept = Kept(tmp_path / "nk")
    assert (kept.history(), kept.problems) == ((), ())
    for query in ("a", "b", "a"):
        kept.remember(query)
    assert kept.history() == ("b", "a")
    assert kept.problems == (
        f"{tmp_path}/nk/history.jsonl: cannot be written: Not a directory. What you add is kept until the program "
        "ends, and written when that can be done",
    )
    assert (tmp_path / "nk").read_text(encoding="utf-8") == "in the way"
    saved = kept.save_search("A", "a")
    assert kept.searches() == (saved,)
    kept.remove_search(saved.id)
    assert kept.searches() == ()
    assert len(kept.problems) == 2


def test_what_could_not_be_written_is_written_when_it_can_be(tmp_path: Path) -> None:
    directory = tmp_path / "nk"
    directory.write_text("in the way", encoding="utf-8")
    kept = Kept(directory)
    kept.remember("a")
    kept.remember("b")
    directory.unlink()
    Kept(directory).remember("theirs")
    kept.remember("c")
    assert kept.history() == Kept(directory).history() == ("theirs", "a", "b", "c")


def test_a_directory_in_the_place_of_a_file_is_left_alone_and_told(tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").mkdir()
    kept = Kept(tmp_path)
    kept.remember("a")
    assert kept.history() == ("a",)
    assert [problem.split(": ", 1)[1].split(".")[0].split(";")[0] for problem in kept.problems] == [
        "cannot be written: Is a directory",
        "cannot be read: Is a directory",
    ]
    assert names(tmp_path) == [".lock", "history.jsonl"]


def test_a_file_that_nobody_may_write_is_left_alone_and_told(tmp_path: Path) -> None:
    Kept(tmp_path).remember("a")
    file = tmp_path / "history.jsonl"
    before = file.read_bytes()
    file.chmod(0o400)
    kept = Kept(tmp_path)
    kept.remember("b")
    assert (kept.history(), file.read_bytes()) == (("a", "b"), before)
    assert "cannot be written: Permission denied" in kept.problems[0]


def test_a_damaged_file_that_cannot_be_set_aside_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    file.write_bytes(b'{"query": "a"}\ndamaged')
    file.chmod(0o400)
    kept = Kept(tmp_path)
    assert kept.history() == ("a",)
    kept.remember("b")
    assert kept.history() == ("a", "b")
    assert file.read_bytes() == b'{"query": "a"}\ndamaged'
    assert "cannot be written: Permission denied" in kept.problems[0]
    assert kept.problems[1] == (
        f"{file}: line 2 is not an entry of the search history; what could be read of it is used"
    )
    assert len(kept.problems) == 2


def test_what_is_kept_is_the_readers_alone(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "nk")
    kept.remember("a")
    assert stat.S_IMODE((tmp_path / "nk").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "nk" / "history.jsonl").stat().st_mode) == 0o600


def test_the_permissions_of_a_file_and_a_link_to_it_stay(tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles"
    elsewhere.mkdir()
    (elsewhere / "mine.toml").write_text("", encoding="utf-8")
    (elsewhere / "mine.toml").chmod(0o640)
    directory = tmp_path / "nk"
    directory.mkdir()
    (directory / "searches.toml").symlink_to(elsewhere / "mine.toml")
    Kept(directory).save_search("A", "a")
    assert (directory / "searches.toml").is_symlink()
    assert 'query = "a"' in (elsewhere / "mine.toml").read_text(encoding="utf-8")
    assert stat.S_IMODE((elsewhere / "mine.toml").stat().st_mode) == 0o640


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "history.jsonl")
    kept = Kept(tmp_path)
    assert kept.history() == ()
    assert "cannot be read: Not a regular file" in kept.problems[0]


@pytest.mark.parametrize("store_id", ["nk", "nagorno-karabakh", "2020", "a" * 100])
def test_a_slug_is_its_own_directory(store_id: str) -> None:
    assert kept_directory(store_id) == data_directory() / store_id


HOSTILE_IDS = ["", ".", "..", "../nk", "/etc", "a/b", "a\x00b", "NK", "nk ", "n\nk", "-" * 300, "ш", "\ud800", "nk.x"]


def test_an_id_that_is_no_name_of_a_directory_gets_one_of_its_own() -> None:
    found = [kept_directory(store_id) for store_id in [*HOSTILE_IDS, "nk"]]
    assert {path.parent for path in found} == {data_directory()}
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-z0-9-]*(\.[0-9a-f]{16})?", path.name) and len(path.name) < 200 for path in found)


@settings(deadline=None, max_examples=200)
@given(store_id=st.text())
def test_any_id_is_one_name_below_the_data_directory(store_id: str) -> None:
    directory = kept_directory(store_id)
    assert directory.parent == data_directory()
    assert directory.name not in ("", ".", "..")


def test_sentences_are_harmless_on_a_terminal(tmp_path: Path) -> None:
    directory = tmp_path / "a\x1b[2Jb"
    directory.write_text("in the way", encoding="utf-8")
    kept = Kept(directory)
    kept.remember("a")
    assert len(kept.problems) == 1
    assert kept.problems[0].isprintable()
