"""`show ID...`: everything a record holds and what points at it, for people and for programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any, NamedTuple

from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import show
from karabakh_tui.storage.ahead import Ahead
from karabakh_tui.storage.read import Loaded, SetAside

from .arguments import store_path
from .console import Console
from .file_form import file_form, flat
from .formats import envelope, json_text, plain_line
from .reading import read
from .record_pages import record_page

Item = Record | SetAside

FOUND, MISSING, AMBIGUOUS = 0, 1, 2
"""Exit codes; where several ids are given, the highest counts."""

NEAR = 5
"""Ids suggested at most."""

MANY = 5_000
"""Ids from which on only those with the same beginning are compared, so that guessing stays quick."""


class Finding(NamedTuple):
    """What an id led to: one item, or a sentence that says why not."""

    item: Item | None
    sentence: str = ""
    exit_code: int = FOUND


def show_records(chosen: Namespace, ahead: Ahead | None) -> int:
    """Run the command; return the exit code."""
    console = Console(no_colour=chosen.no_color)
    loaded = read(store_path(chosen), each_alone=True, ahead=ahead)
    findings = [find(loaded, written) for written in chosen.ids]
    for finding in findings:
        if finding.sentence:
            console.talk(finding.sentence)
    items = [finding.item for finding in findings if finding.item is not None]
    if items:
        console.data(_text(items, loaded, console, chosen.format))
    elif chosen.format == "json":
        console.data(json_text({**envelope(loaded.store), "records": []}))
    return max(finding.exit_code for finding in findings)


def _text(items: Sequence[Item], loaded: Loaded, console: Console, form: str | None) -> str:
    if form == "json":
        return json_text({**envelope(loaded.store), "records": [_as_json(item, loaded.store) for item in items]})
    if form == "plain":
        return "".join(line for item in items for line in _plain_lines(item, loaded.store))
    rule = f"\n{'─' * 20}\n\n"
    return rule.join(_page(item, loaded.store, console) for item in items)


def _page(item: Item, store: FactStore, console: Console) -> str:
    if isinstance(item, SetAside):
        return f"{show(str(item.problem))}\n\n{show(item.text, lines=True)}\n"
    return record_page(item, store, console)


def _as_json(item: Item, store: FactStore) -> dict[str, Any]:
    if isinstance(item, SetAside):
        return {
            "table": item.table,
            "id": item.record_id,
            "set_aside": {"line": item.line, "problem": str(item.problem), "text": item.text},
        }
    links = store.backlinks(item)
    return {
        "table": item.table,
        "id": item.id,
        "record": file_form(item),
        "pointed_at_by": [{"table": each.record.table, "id": each.record.id, "field": each.field} for each in links],
    }


def _plain_lines(item: Item, store: FactStore) -> list[str]:
    """Return a line a value: the record, the field, the value."""
    if isinstance(item, SetAside):
        ref = f"{item.table}/{item.record_id}"
        return [
            plain_line((ref, "set_aside.problem", str(item.problem))),
            plain_line((ref, "set_aside.text", item.text)),
        ]
    lines = [plain_line((item.ref, path, value)) for path, value in flat(file_form(item))]
    lines += [
        plain_line((item.ref, f"pointed_at_by[{number}]", f"{link.record.ref} {link.field}"))
        for number, link in enumerate(store.backlinks(item))
    ]
    return lines


def find(loaded: Loaded, written: str) -> Finding:
    """Return what an id leads to: `table/id`, or an id alone that only one table has."""
    table, slash, record_id = written.partition("/")
    tables = (table,) if slash else TABLES
    record_id = record_id if slash else written
    items = _items(loaded, tables, record_id)
    if len(items) == 1:
        return Finding(items[0], _beside(loaded, items[0]))
    if items:
        refs = ", ".join(sorted(map(_ref, items)))
        return Finding(None, f'"{written}" is the id of several records: {refs}', AMBIGUOUS)
    if slash and table not in TABLES:
        return Finding(None, f'there is no table "{table}"; the tables are {", ".join(TABLES)}', MISSING)
    near = _near(loaded, tables, record_id)
    hint = f"; near it: {', '.join(near)}" if near else ""
    return Finding(None, f'there is no record "{written}"{hint}', MISSING)


def _items(loaded: Loaded, tables: Sequence[str], record_id: str) -> list[Item]:
    """Return the records of an id; of a former id, and those that are set aside, only where there are no others."""
    found = [(table, loaded.store.get(table, record_id)) for table in tables if table in TABLES]
    records = [record for _, record in found if record is not None]
    exact: list[Item] = [record for record in records if record.id == record_id]
    aside: list[Item] = [
        each
        for each in loaded.set_aside
        if each.record_id == record_id and each.table in tables and loaded.store.get(each.table, record_id) is None
    ]
    return exact + aside or list(records)


def _beside(loaded: Loaded, item: Item) -> str:
    """Say that there is more under the id than is shown."""
    if isinstance(item, SetAside):
        return "this record is set aside; it is shown as it is written"
    second = [each for each in loaded.set_aside if (each.table, each.record_id) == (item.table, item.id)]
    return f"another record with this id is set aside: {second[0].problem}" if second else ""


def _ref(item: Item) -> str:
    return f"{item.table}/{item.record_id}" if isinstance(item, SetAside) else item.ref


def _near(loaded: Loaded, tables: Sequence[str], record_id: str) -> list[str]:
    """Return the addresses that resemble an id: those that contain it first, then those spelled alike."""
    from difflib import get_close_matches

    refs: dict[str, list[str]] = {}
    for table in tables:
        for record in loaded.store.records(table):
            refs.setdefault(record.id, []).append(record.ref)
    containing = [each for each in refs if record_id and record_id in each]
    known = list(refs) if len(refs) < MANY else [each for each in refs if each[:2] == record_id[:2]]
    alike = get_close_matches(record_id[:100], known, n=NEAR, cutoff=0.7)
    near = list(dict.fromkeys([*sorted(containing, key=len), *alike]))
    return [ref for each in near[:NEAR] for ref in refs[each]][:NEAR]
