"""A record of another subject, from nothing to a file that is checked and reviewed, at a real terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.end_to_end.running import opened, quits
from tests.support.terminal import Terminal, program

from karabakh_tui.storage.edit import fields_of


def run(directory: Path, *command: str) -> str:
    """Run a command, and return what it printed."""
    return subprocess.run(command, cwd=directory, check=True, capture_output=True, text=True).stdout


def git(directory: Path, *arguments: str) -> str:
    """Run git as somebody."""
    who = ("-c", "user.name=Keeper", "-c", "user.email=keeper@example.org", "-c", "commit.gpgsign=false")
    return run(directory, "git", *who, *arguments)


def add(term: Terminal, what: str, keys: str, saved: str) -> None:
    """Add a record: choose the table, fill the form, save it."""
    term.send("a")
    term.wait_for("─ Add ─")
    term.send(f"{what}<Enter>")
    term.wait_for(f"Add {what}")
    term.send(keys)
    term.send("<C-s>")
    term.wait_for(f"Saved: the new {saved}.")


def add_event(term: Terminal, date: str, title: str, parties: str, saved: str) -> None:
    """Add an event with a cite."""
    term.send("a")
    term.wait_for("─ Add ─")
    term.send("an event<Enter>")
    term.wait_for("Add an event")
    term.send(f"{date}<Tab>{title}<Tab>clash<Tab>reported<Tab>a")
    term.wait_for("cites 1")
    term.send("ferry<Enter><Tab>p. 3<C-s>")
    term.wait_for(lambda text: "cites 1" not in text)
    term.send(f"<Tab>{parties}<C-s>")
    term.wait_for(f"Saved: the new {saved}.")


def test_a_record_is_begun_kept_mended_and_reviewed(tmp_path: Path) -> None:
    store = tmp_path / "ferry.toml"
    run(tmp_path, *program("init", str(store), "--title", "The ferry"))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    with opened(store, columns=120, rows=40) as term:
        add(term, "a source", "A history of the ferry<Tab>book<Tab>River Press", "sources/a-history-of-the-ferry")
        add(term, "a party", "Guild of Ferrymen<Tab>group", "parties/guild-of-ferrymen")
        add(term, "a party", "Town Council<Tab>organisation", "parties/town-council")
        add_event(term, "1900-05~", "The ferry sinks", "guild-of-ferrymen", "events/the-ferry-sinks-1900")
        add_event(term, "1901", "The oars are taken", "town-council", "events/the-oars-are-taken-1901")
        add_event(term, "1902/1903", "The banks quarel", "town-council", "events/the-banks-quarel-1902")
        term.send("e")
        term.wait_for("Edit events/the-banks-quarel-1902")
        term.send("<Tab>!<C-s>")  # a mistake, which is undone
        term.wait_for("Saved: the change of events/the-banks-quarel-1902.")
        term.send("u")
        term.wait_for("Undone: the change of events/the-banks-quarel-1902.")
        term.send("e")
        term.wait_for("Edit events/the-banks-quarel-1902")
        term.send("<Tab><Backspace><Backspace>rel<C-s>")
        term.wait_for("The banks quarrel")
        term.send("a")
        term.wait_for("─ Add ─")
        term.send("a quote<Enter>")
        term.wait_for("Add a quote")
        term.send("council<Enter><Tab>1901-02-03<Tab>The oars stay here.<Tab>a")
        term.wait_for("cites 1")
        term.send("ferry<Enter><C-s>")
        term.wait_for(lambda text: "cites 1" not in text)
        term.send("<C-s>")
        term.wait_for("Saved: the new quotes/town-council-1901-02-03.")
        quits(term)
    text = store.read_text(encoding="utf-8")
    assert fields_of(text, "events", "the-banks-quarel-1902")["title"] == "The banks quarrel"
    assert run(tmp_path, *program("check", str(store))) == ""
    added, removed, _ = git(tmp_path, "diff", "--numstat").split(maxsplit=2)
    assert removed == "0"
    headers = [line[1:] for line in git(tmp_path, "diff").splitlines() if line.startswith("+[[")]
    assert headers == ["[[sources]]", *["[[parties]]"] * 2, *["[[events]]"] * 3, "[[quotes]]"]
    assert int(added) < 80
