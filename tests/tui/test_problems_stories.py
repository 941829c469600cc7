"""What is wrong or doubtful in a store, one key from the record."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.support.form_filling import go_to, show, write
from tests.support.seat import Seat, seat

from karabakh_tui.tui.screens import problems
from karabakh_tui.tui.screens.problems import problems_in_words
from karabakh_tui.tui.screens.reloading import Reloading

DATA = Path(__file__).parent.parent / "data"
DISPUTED = "E401 events/bridge-opened status: a disputed event has accounts by two parties at least"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    shutil.copyfile(DATA / "good.toml", path)
    return path


def told(here: Seat, words: str) -> list[str]:
    """Return the notices that hold some words."""
    return [each.message for each in here.app._notifications if words in each.message]


async def change(here: Seat, path: Path, old: str, new: str) -> None:
    """Change the file as another program does, and let a second go by."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    here.main.look()
    await here.settle()


async def save_a_dispute(here: Seat) -> None:
    """Say of an event without accounts that it is disputed."""
    await show(here, "events/bridge-opened")
    await here.press("e")
    await go_to(here, "status")
    await here.press("ctrl+u")
    await write(here, "status", "disputed")
    await here.press("ctrl+s")


async def add_a_language(here: Seat) -> None:
    """Give a source a language that nobody speaks."""
    await show(here, "sources/history")
    await here.press("e")
    await write(here, "language", "zz")
    await here.press("ctrl+s")


async def test_everything_that_check_finds_is_listed_and_one_key_from_its_record(tmp_path: Path) -> None:
    path = tmp_path / "store.toml"
    text = (DATA / "good.toml").read_text(encoding="utf-8").replace('W101 = "off"', 'W502 = "warning"')
    path.write_text(text.replace("https://gazette.example/1901", "https://gazette .example/1901"), encoding="utf-8")
    async with seat(path) as here:
        await here.press("colon")
        await here.type("what is wrong")
        await here.press("enter")
        assert "─ Problems ─" in here.screen()
        await here.type("gazette-1901 url")
        assert "sources/gazette-1901 url" in here.screen()
        await here.press("enter")
        assert here.main.record is not None
        assert here.main.record.ref == "sources/gazette-1901"


@pytest.mark.parametrize("quickly_checked", [problems.QUICKLY_CHECKED, 0])
@pytest.mark.parametrize(
    ("save", "sentence"), [(save_a_dispute, DISPUTED), (add_a_language, "W702 sources/history language: ")]
)
async def test_what_check_says_of_a_record_is_told_when_it_is_saved(
    save: Callable[[Seat], Awaitable[None]],
    sentence: str,
    quickly_checked: int,
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(problems, "QUICKLY_CHECKED", quickly_checked)  # a large store is checked in part
    async with seat(store) as here:
        assert told(here, "check says") == []
        await save(here)
        assert len(told(here, f"Saved; check says: {sentence}")) == 1
        assert "Saved; check says: " in here.screen()


async def test_what_was_wrong_before_is_not_told_again(store: Path) -> None:
    async with seat(store) as here:
        await save_a_dispute(here)
        here.app.clear_notifications()
        await add_a_language(here)
        assert told(here, "E401") == []
        assert len(told(here, "W702")) == 1


async def test_the_title_counts_what_check_finds_and_follows_what_is_mended(store: Path) -> None:
    async with seat(store) as here:
        assert "in the file" not in here.screen()
        await save_a_dispute(here)
        assert "1 problem in the file · " in here.screen()
        await add_a_language(here)
        assert "1 problem in the file, 1 warning · " in here.screen()
        await here.press("u", "u")
        assert "in the file" not in here.screen()
        assert (DATA / "good.toml").read_bytes() == store.read_bytes()


async def test_a_deletion_tells_what_it_leaves_behind(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "parties/mayor")
        await here.press("D", "x")
        (said,) = told(here, "Check says: E301 parties/east-council aliases[2].used_by[1]: ")
        assert said.endswith("\n… and 1 more; the command “problems” lists them")


async def test_what_another_program_does_is_told_too(store: Path) -> None:
    async with seat(store) as here:
        await change(here, store, 'status = "reported"', 'status = "disputed"')
        assert len(told(here, f"Check says: {DISPUTED}")) == 1
        assert "1 problem in the file · " in here.screen()


async def test_nothing_of_a_finding_is_markup_or_acts(store: Path) -> None:
    name = "[red]Bridge[/red] [/b]"
    async with seat(store) as here:
        await change(here, store, 'name = "Aldwater Bridge"', f'name = "{name}"')
        other = f'[[places]]\nid = "other"\nname = "{name}"\nkind = "crossing"\n\n[[events]]\nid = "bridge-shut"'
        await change(here, store, '[[events]]\nid = "bridge-shut"', other)
        assert len(told(here, f'Check says: W501 places/other name: "{name}"')) == 1
        assert "[red]Bridge[/red]" in here.screen()  # the notice breaks its lines at blanks
        await change(here, store, name, "\\u001B[31m \\u202E")
        here.main.action_problems()
        await here.settle()
        await here.type("W501")
        assert '"␛[31m <U+202E>" is also a name of' in here.screen()


async def test_the_record_of_a_finding_opens_with_the_finding_beside_it(store: Path) -> None:
    async with seat(store, size=(80, 24)) as here:
        await change(here, store, 'status = "reported"', 'status = "disputed"')
        here.main.action_problems()
        await here.settle()
        sentence = f"{DISPUTED}, this one none"
        assert here.app.screen.query_one("Note").words.plain == sentence  # type: ignore[attr-defined]
        assert "two parties at least, this one none" in here.screen()  # no notice lies over it
        assert told(here, "") == []
        await here.press("enter")
        assert here.main.record is not None
        assert here.main.record.ref == "events/bridge-opened"
        assert told(here, "E401") == [sentence]


async def test_a_record_that_was_set_aside_opens_in_the_editor_at_its_line(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = store.read_text(encoding="utf-8")
    store.write_text(text.replace('kind = "blockade"\n', "", 1), encoding="utf-8")
    opened: list[list[str]] = []
    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setattr(Reloading, "_run_editor", lambda self, command: opened.append(command))
    async with seat(store) as here:
        assert here.main.loaded is not None
        (aside,) = here.main.loaded.set_aside
        await here.main.run_action("problems")
        await here.settle()
        await here.press("enter")
        assert f"E opens your editor at line {aside.problem.line}" in here.screen()
        await here.press("E")
        assert opened == [["vi", f"+{aside.problem.line}", str(store)]]
        assert here.app.screen is here.main


async def test_the_title_says_that_the_file_cannot_be_read_until_it_can(store: Path) -> None:
    async with seat(store, size=(80, 24)) as here:
        await change(here, store, 'status = "reported"', 'status = "disputed"')
        await change(here, store, "# ---------- searches", "[[events]\n\n# ---------- searches")
        here.app.clear_notifications()
        await here.settle()
        line = (
            store.read_text(encoding="utf-8")[: store.read_text(encoding="utf-8").index("[[events]\n")].count("\n") + 1
        )
        top = here.screen().splitlines()[0]
        assert f"Line {line} cannot be read: not TOML" in top
        assert "shown is what was read before" in top
        await here.press("j", "5", "2")
        assert here.screen().splitlines()[0] == top
        here.main.action_problems()
        await here.settle()
        rows = here.app.screen._choices  # type: ignore[attr-defined]
        assert rows[0].text.startswith(f"Line {line} cannot be read: not TOML")
        assert [each.text for each in rows[1:2]] == ["In what was read before"]
        assert rows[2].text.startswith("E401")
        await here.press("enter")
        assert "store.toml:" in here.screen()
        await here.press("escape", "e")
        assert len(told(here, f"store.toml:{line}: not TOML")) == 1
        await change(here, store, "[[events]\n\n", "")
        top = here.screen().splitlines()[0]
        assert "cannot be read" not in top
        assert "1 problem in the file" in top


async def test_the_title_says_that_the_file_is_gone_until_it_is_back(store: Path) -> None:
    async with seat(store) as here:
        good = store.read_bytes()
        store.unlink()
        here.main.look()
        await here.settle()
        top = here.screen().splitlines()[0]
        assert "The file cannot be read: there is no such file" in top
        assert str(store) not in top
        here.main.action_problems()
        await here.settle()
        assert "The file cannot be read: there is no such file" in here.screen().split("Problems", 1)[1]
        await here.press("escape")
        store.write_bytes(good)
        here.main.look()
        await here.settle()
        assert "cannot be read" not in here.screen().splitlines()[0]


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, ""),
        (1, 0, "1 problem in the file"),
        (1200, 1, "1,200 problems in the file, 1 warning"),
        (0, 2, "2 warnings in the file"),
    ],
)
def test_problems_in_words(errors: int, warnings: int, words: str) -> None:
    assert problems_in_words(errors, warnings) == words
