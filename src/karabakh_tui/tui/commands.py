"""The one table of what a reader can do: key bindings, palette, help and the README's key table come from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from textual.binding import Binding


@dataclass(frozen=True)
class Command:
    """One thing a reader can do."""

    id: str
    keys: tuple[str, ...]
    """Keys in Textual's names; empty where the command is reached through the palette alone."""
    action: str
    """The action of the main screen that does it."""
    label: str
    """A word or two, for the line of hints."""
    sentence: str
    group: str
    where: frozenset[str] = frozenset()
    """The kinds of focus (list, detail, search) in which the line of hints offers it; empty: never there."""


LIST = frozenset({"list"})
DETAIL = frozenset({"detail"})
READING = LIST | DETAIL

COMMANDS: tuple[Command, ...] = (
    Command("search", ("slash",), "search", "search", "Search: all panes filter as you type", "Find", READING),
    Command("next-hit", ("n",), "hit(1)", "next hit",
            "Show all records with the hits marked, and go to the next one; Enter filters again", "Find"),
    Command("previous-hit", ("N",), "hit(-1)", "previous hit",
            "The same, to the hit before", "Find"),
    Command("facets", ("f",), "facets", "narrow",
            "Narrow the search: what was found by party, place, kind, status, decade, tag and source, with counts",
            "Find", LIST),
    Command("saved", ("S",), "searches", "saved",
            "Saved searches: choose one, save the present one, remove one", "Find"),
    Command("previous-period", ("left_curly_bracket",), "period(-1)", "period before",
            "Go to the period before: the span of the search, moved by its own width", "Time"),
    Command("next-period", ("right_curly_bracket",), "period(1)", "next period",
            "The same, to the next period", "Time"),
    Command("narrow", ("plus",), "narrow", "shorter",
            "Narrow the span: to the decade, year, month, day of the record one sees", "Time"),
    Command("widen", ("minus",), "widen", "longer",
            "Widen the span: to the month, year, decade around it, then to all", "Time"),
    Command("all-time", ("0",), "all_time", "all time", "Take the span out of the search", "Time"),
    Command("go-to-date", ("t",), "go_to_date", "to a date",
            "Go to the first event from a date on; nothing is filtered", "Time"),
    Command("within", ("w",), "within", "what else",
            "What else happened within some days of this event or quote", "Time"),
    Command("other-years", ("W",), "other_years", "other years",
            "What happened in this month of other years", "Time"),
    Command("chart", ("c",), "chart", "chart",
            "Show how many facts there are over time, by status, kind or party", "Time"),
    Command("open", ("enter", "l"), "open", "open",
            "Open the record, or follow the link under the cursor", "Move", READING),
    Command("back", ("left_square_bracket", "alt+left", "ctrl+o"), "back", "back",
            "Go back: record, search, cursor and scroll as they were", "Move", READING),
    Command("forward", ("right_square_bracket", "alt+right"), "forward", "forward",
            "Go forward again", "Move", DETAIL),
    Command("mark", ("m",), "mark", "mark", "Mark this record with a letter", "Read"),
    Command("go-to-mark", ("apostrophe",), "go_to_mark", "to a mark", "Go to the record that has a letter", "Read"),
    Command("star", ("asterisk",), "star", "star", "Give this record a star, or take it; is:starred finds it", "Read"),
    Command("opened", ("H",), "reading_history", "opened",
            "List what you opened, the latest first, and open it again", "Read"),
    Command("next-cite", ("s",), "next_cite", "evidence",
            "Go through the evidence: to the next cite, and its exact words where they are recorded",
            "Evidence", READING),
    Command("source", ("o",), "open_source", "source",
            "Open the source of the cite in focus, or of the first one, in the browser", "Evidence", READING),
    Command("archive", ("O",), "open_archived", "archived copy",
            "Open the archived copy of that source", "Evidence"),
    Command("copy", ("y",), "copy", "copy",
            "Copy: y citation, q quotation, m Markdown, b BibTeX, u address and more", "Evidence", READING),
    Command("accounts", ("v",), "accounts", "accounts",
            "Accounts of an event: side by side, or one under the other", "Evidence", DETAIL),
    Command("next-pane", ("tab",), "next_pane", "next pane", "Go to the next pane", "Move", READING),
    Command("previous-pane", ("shift+tab",), "previous_pane", "previous pane", "Go to the previous pane", "Move"),
    Command("clear", ("escape",), "clear", "clear",
            "Leave the search bar; then clear the search; never quits", "Find"),
    Command("timeline", ("1",), "pane('events')", "timeline", "Go to the timeline", "Panes"),
    Command("parties", ("2",), "pane('parties')", "parties", "Go to the parties", "Panes"),
    Command("quotes", ("3",), "pane('quotes')", "quotes", "Go to the quotes", "Panes"),
    Command("places", ("4",), "pane('places')", "places", "Show the places in the parties' room", "Panes"),
    Command("sources", ("5",), "pane('sources')", "sources", "Show the sources in the parties' room", "Panes"),
    Command("edit", ("e",), "edit", "edit", "Edit this record in a form", "Write"),
    Command("add", ("a",), "add", "add", "Add a record", "Write"),
    Command("delete", ("D",), "delete", "delete",
            "Withdraw this record, or delete it; it asks, and names what refers to it", "Write"),
    Command("undo", ("u",), "undo", "undo", "Undo what was written last", "Write"),
    Command("redo", ("U",), "redo", "redo", "Do again what was undone last", "Write"),
    Command("editor", ("E",), "editor", "editor",
            "Open the file in $VISUAL or $EDITOR at this record, then read it anew", "Write"),
    Command("reload", ("r",), "reload", "reload", "Read the file anew; search and cursor stay", "Write"),
    Command("unsaved", (), "unsaved", "unsaved", "Show what was written and is not saved yet", "Write"),
    Command("palette", ("colon", "ctrl+p"), "palette", "commands",
            "Find a command, a place, a party or a source by name", "Program", READING),
    Command("help", ("question_mark", "f1"), "help", "help", "Show all keys; type to find one", "Program", READING),
    Command("balance", (), "balance", "balance",
            "Balance: accounts, quotes and sources by party and side, in numbers that one can open", "Program"),
    Command("about", (), "about", "about", "Show what this store is: description, edition, terms", "Program"),
    Command("problems", (), "problems", "problems", "List what is wrong in the store's file", "Program"),
    Command("theme-dark", (), "theme('karabakh-dark')", "dark", "Use dark colours", "Colours"),
    Command("theme-light", (), "theme('karabakh-light')", "light", "Use light colours", "Colours"),
    Command("theme-ansi-dark", (), "theme('ansi-dark')", "ANSI dark",
            "Use the terminal's own colours, on a dark background", "Colours"),
    Command("theme-ansi-light", (), "theme('ansi-light')", "ANSI light",
            "Use the terminal's own colours, on a light background", "Colours"),
    Command("redraw", ("ctrl+l",), "redraw", "redraw", "Paint the screen anew", "Program"),
    Command("quit", ("q",), "quit", "quit", "Quit", "Program", READING),
)  # fmt: skip

LIST_KEYS: tuple[tuple[str, str], ...] = (
    ("↑ ↓ or k j", "Move the cursor; in a record: to the next link, or scroll"),
    ("g g or Home, G or End", "Go to the first, to the last"),
    ("Ctrl+U Ctrl+D, PgUp PgDn", "Half a page, a page up or down"),
    ("mouse", "Click a row or a link, turn the wheel, drag the scroll bar"),
)
"""Keys that lists and records handle themselves, for the help screen and the README."""

RESERVED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("up", "down", "j", "k", "home", "end", "g", "G"), "lists (the cursor)"),
        **dict.fromkeys(("pageup", "pagedown", "ctrl+u", "ctrl+d", "space"), "lists (pages)"),
    }
)
"""Keys that lists and records handle themselves, with whose they are: no command can have them."""


def with_keys(keys: Mapping[str, tuple[str, ...]]) -> tuple[Command, ...]:
    """Return the commands with the keys that the reader gave them."""
    return tuple(replace(command, keys=keys.get(command.id, command.keys)) for command in COMMANDS)


def default_keys() -> dict[str, tuple[str, ...]]:
    """Return the keys of every command, by its id."""
    return {command.id: command.keys for command in COMMANDS}


def bindings(commands: Iterable[Command]) -> Iterator[Binding]:
    """Yield a Textual binding for each key of each command."""
    for command in commands:
        for key in command.keys:
            yield Binding(key, command.action, command.label, tooltip=command.sentence, show=False)
