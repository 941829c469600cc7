"""What the documents say is what the program does."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from karabakh_tui.check.checking import RULES
from karabakh_tui.model import records
from karabakh_tui.model.records import RECORD_TYPES, STANDARD_KINDS, Record
from karabakh_tui.paths import shipped_store
from karabakh_tui.search.index import Index
from karabakh_tui.search.query import parse_query
from karabakh_tui.state.key_names import key_label
from karabakh_tui.storage.problems import CODES
from karabakh_tui.storage.read import read_store
from karabakh_tui.tui.commands import COMMANDS, LIST_KEYS

ROOT = Path(__file__).parent.parent
CHECKING = ROOT / "docs" / "check.md"
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PARTS: dict[str, type[BaseModel]] = {
    "account": records.Account,
    "cite": records.Cite,
    "alias": records.Alias,
    "figure": records.Figure,
    "side": records.Side,
    "margin": records.ApproximateMargin,
}


def table_row(text: str, first: str) -> str:
    """Return the second cell of the table row that begins with `first`."""
    found = re.search(rf"^\| {re.escape(first)}[^|]*\| (.*) \|$", text, re.MULTILINE)
    assert found, f"no row for {first}"
    return found[1]


def documented(row: str) -> dict[str, bool]:
    """Return the fields that a row names, and whether they are required."""
    return {name: "*" in mark for name, mark in re.findall(r"`([a-z_]+)([*+]*)`", row)}


def declared(model: type[BaseModel], without: type[BaseModel] | None = None) -> dict[str, bool]:
    hidden = set(without.model_fields) - {"id"} if without else set()
    return {name: field.is_required() for name, field in model.model_fields.items() if name not in hidden}


@pytest.mark.parametrize("table", sorted(RECORD_TYPES))
def test_the_format_lists_the_fields_of_a_table(table: str) -> None:
    assert documented(table_row(FORMAT, f"`[[{table}]]`")) == declared(RECORD_TYPES[table], Record)


def test_the_format_lists_the_fields_of_the_header_and_of_every_record() -> None:
    assert documented(table_row(FORMAT, "`[store]`")) == declared(records.StoreHeader)
    assert documented(table_row(FORMAT, "on every record")) == {
        name: required for name, required in declared(Record).items() if name != "id"
    }


@pytest.mark.parametrize("part", sorted(PARTS))
def test_the_format_lists_the_fields_of_a_part(part: str) -> None:
    assert documented(table_row(FORMAT, part)) == declared(PARTS[part])


@pytest.mark.parametrize("table", sorted(STANDARD_KINDS))
def test_the_format_lists_the_kinds(table: str) -> None:
    assert tuple(table_row(FORMAT, f"kinds of {table}").split()) == STANDARD_KINDS[table]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("status", records.STATUSES), ("stance", records.STANCES), ("kinds of aliases", records.ALIAS_KINDS)],
)
def test_the_format_lists_the_closed_words(words: str, expected: tuple[str, ...]) -> None:
    assert tuple(table_row(FORMAT, words).split()) == expected


def test_the_small_store_in_the_format_opens_without_a_finding(tmp_path: Path) -> None:
    text = re.search(r"```toml\n(.*?)```", FORMAT, re.DOTALL)
    assert text
    path = tmp_path / "bridges.toml"
    path.write_text(text[1], encoding="utf-8")
    loaded = read_store(path)
    assert len(loaded.store) == 5


def key_table() -> str:
    """Return the README's table of keys, as the table of commands gives it."""
    rows = [
        f"| {' '.join(f'`{key_label(key)}`' for key in command.keys) or '`:` and its name'} | {command.sentence} |"
        for command in COMMANDS
    ]
    rows += [f"| {keys} | {sentence} |" for keys, sentence in LIST_KEYS]
    return "\n".join(["| key | does |", "|---|---|", *rows])


def test_the_readme_lists_every_key() -> None:
    compare(ROOT / "README.md", "keys", key_table())


def test_the_configuration_lists_every_command() -> None:
    rows = [
        f"| `{command.id}` | {' '.join(f'`{key_label(key)}`' for key in command.keys)} | {command.sentence} |"
        for command in COMMANDS
    ]
    table = "\n".join(["| id | keys | does |", "|---|---|---|", *rows])
    compare(ROOT / "docs" / "configuration.md", "commands", table)


def test_the_page_about_checking_lists_every_rule() -> None:
    rows = [
        f"| {rule.code} | {rule.severity} | {rule.summary} {' '.join(rule.explanation.split())} |"
        for rule in sorted(RULES.values(), key=lambda rule: (rule.code[1:], rule.code))
    ]
    compare(CHECKING, "rules", "\n".join(["| code | default | finds |", "|---|---|---|", *rows]))


def test_the_page_about_checking_lists_every_code_of_the_reader() -> None:
    rows = [f"| {code} | {means} |" for code, means in CODES.items()]
    compare(CHECKING, "codes", "\n".join(["| code | means |", "|---|---|", *rows]))


def compare(path: Path, marker: str, expected: str) -> None:
    """Compare what stands between `<!-- marker -->` and `<!-- /marker -->`; `make docs` writes it anew."""
    text = path.read_text(encoding="utf-8")
    if os.environ.get("KARABAKH_DOCS") == "write":
        replacement = f"<!-- {marker} -->\n{expected}\n<!-- /{marker} -->"
        text = re.sub(rf"<!-- {marker} -->.*?<!-- /{marker} -->", lambda _: replacement, text, flags=re.DOTALL)
        path.write_text(text, encoding="utf-8")
    found = re.search(rf"<!-- {marker} -->\n(.*?)\n<!-- /{marker} -->", text, re.DOTALL)
    assert found, f"{path.name} has no part {marker}"
    assert found[1] == expected


def test_the_picture_is_one_that_the_tests_take() -> None:
    looks = ROOT / "tests" / "tui" / "__snapshots__" / "test_looks"
    taken = looks / "test_the_looks_are_as_they_were_reviewed[karabakh-dark].svg"
    assert (ROOT / "docs" / "screen.svg").read_bytes() == taken.read_bytes()


def test_the_two_commands_are_in_the_readme_and_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test", "check", "bench"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


DOCUMENTS = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_links_in_the_documents_lead_somewhere(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{name} links to {target}"


def test_what_the_tour_asks_finds_something() -> None:
    table = README.partition("| type | to find |")[2].partition("\n\n")[0]
    asked = re.findall(r"^\s*\| `([^`]+)` \|", table, re.MULTILINE)
    assert len(asked) > 3
    index = Index.build(read_store(shipped_store()).store)
    for query in asked:
        result = index.search(parse_query(query))
        assert result is not None
        assert result.total > 0, query
        assert not result.guessed, query
