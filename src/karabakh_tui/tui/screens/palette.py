"""What the palette and the help screen list: commands, keys, and records by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from karabakh_tui.search.language import FIELDS
from karabakh_tui.search.query import parse_query
from karabakh_tui.state.key_names import key_label
from karabakh_tui.tui.commands import LIST_KEYS, Command
from karabakh_tui.tui.panes.record_rows import HIT_SIGN
from karabakh_tui.tui.text.evidence import ONE_SIDED_SIGN
from karabakh_tui.tui.text.runs import STAR_SIGN, STATUS_SIGNS

from .chooser import Choice, filtered

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index

RECORDS_SHOWN = 100
"""Records that the palette lists for a text, the likeliest first."""

ONE_OF = {
    "parties": "party",
    "places": "place",
    "sources": "source",
    "events": "event",
    "quotes": "quote",
}
"""The word for one record of a table."""

SIGNS = (
    (STATUS_SIGNS["established"], "established: no party contests it"),
    (STATUS_SIGNS["reported"], "reported: one source, or one chain of reports"),
    (STATUS_SIGNS["claimed"], "claimed: one party's word"),
    (STATUS_SIGNS["disputed"], "disputed: the accounts conflict"),
    (ONE_SIDED_SIGN, "one-sided: all its sources speak for one side; is:one-sided finds them"),
    (STAR_SIGN, "starred by you; is:starred finds them"),
    (HIT_SIGN, "a hit, where all records are shown with the hits marked"),
)
"""What stands beside a row, and what it means."""

Commands = Sequence[Command]


def _command_choice(each: Command) -> Choice:
    return Choice(f"command/{each.id}", each.sentence, _keys(each), also=f"{each.label} {each.id}")


def help_rows(commands: Commands) -> Callable[[str], Sequence[Choice]]:
    """Return what finds the help screen's rows: every command under its group, and the keys of lists and records."""
    rows: list[Choice] = []
    for group in dict.fromkeys(each.group for each in commands):
        rows.append(Choice(None, group))
        rows.extend(_command_choice(each) for each in commands if each.group == group)
    rows.append(Choice(None, "In lists and records"))
    rows.extend(Choice(f"key/{keys}", sentence, keys) for keys, sentence in LIST_KEYS)
    rows.append(Choice(None, "Signs"))
    rows.extend(Choice(f"sign/{sign}", sentence, sign) for sign, sentence in SIGNS)
    rows.append(Choice(None, "In the search bar"))
    rows.extend(Choice(f"field/{name}", field.means, f"{name}:") for name, field in FIELDS.items())
    return lambda text: filtered(rows, text)


def palette(commands: Commands, index: Callable[[], Index | None]) -> Callable[[str], Sequence[Choice]]:
    """Return what finds the palette's rows for a text: commands first, then records, the likeliest first.

    The index is asked for each time: it may come when the palette is open already.
    """

    def find(text: str) -> list[Choice]:
        rows = filtered([_command_choice(each) for each in commands], text)
        if not text.strip():
            return rows
        here = index()
        return rows + (_records(here, text) if here is not None else [Choice(None, "Records: indexing …")])

    return find


def _records(index: Index, text: str) -> list[Choice]:
    result = index.search(parse_query(text, len(text)))
    found = index.ranked(result, "relevance") if result is not None else []
    records = [hit.record for hit in found if hit.record.table in ONE_OF]
    rows = [Choice(record.ref, record.label, ONE_OF[record.table]) for record in records[:RECORDS_SHOWN]]
    more = len(records) - RECORDS_SHOWN
    return [*rows, Choice(None, f"… {more:,} more: type on")] if more > 0 else rows


def chosen_command(commands: Commands, choice_id: str | None) -> Command | None:
    """Return the command that a row stands for, or None."""
    return next((each for each in commands if choice_id == f"command/{each.id}"), None)


def _keys(command: Command) -> str:
    return ", ".join(key_label(key) for key in command.keys)
