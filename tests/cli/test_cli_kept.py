"""What the reader keeps, on the command line: stars that a search finds, and starting where one was or afresh."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from karabakh_tui import cli
from karabakh_tui.cli import browse
from karabakh_tui.state.kept import Kept, kept_directory


def test_a_search_finds_what_was_starred_in_the_app(store: Path, run: Run) -> None:
    assert run("search", "is:starred").code == 1
    kept = Kept(kept_directory("bridges"))
    for star in ("events/bridge-shut", "parties/ferry-guild", "events/gone"):  # the second one is a former id
        kept.star(star)
    done = run("search", "is:starred", "--sort", "name")
    assert (done.code, done.err) == (0, "")
    assert [line.split("\t")[0] for line in done.out.splitlines()] == ["parties/ferrymen", "events/bridge-shut"]
    found = run("search", "bridge", "-is:starred").out
    assert "events/bridge-built" in found
    assert "events/bridge-shut" not in found


def test_damaged_stars_are_set_aside_and_told(store: Path, run: Run) -> None:
    directory = kept_directory("bridges")
    directory.mkdir(parents=True)
    (directory / "stars.jsonl").write_bytes(b'\x1b\n{"record": "events/bridge-shut"}\n')
    done = run("search", "is:starred")
    assert done.code == 0
    assert "events/bridge-shut" in done.out
    assert "stars.jsonl: line 1 is not a star; the file was set aside as stars.jsonl.damaged-" in done.err
    assert run("search", "is:starred").err == ""


def test_other_searches_leave_the_stars_alone(store: Path, run: Run) -> None:
    directory = kept_directory("bridges")
    directory.mkdir(parents=True)
    (directory / "stars.jsonl").write_bytes(b"damaged")
    assert run("search", "bridge").err.count("stars") == 0
    assert [path.name for path in directory.iterdir()] == ["stars.jsonl"]


@pytest.mark.parametrize("fresh", [False, True])
def test_the_app_is_told_whether_to_begin_afresh(store: Path, fresh: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, str | None, bool]] = []

    def opened(path: Path, theme: str | None, *, fresh: bool = False) -> int:
        asked.append((path, theme, fresh))
        return 0

    monkeypatch.setattr(browse, "browse", opened)
    assert cli.main([str(store), "--theme", "dark", *["--fresh"] * fresh]) == 0
    assert asked == [(store, "dark", fresh)]
