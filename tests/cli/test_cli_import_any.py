"""Whatever a file holds, an import takes all of it or nothing, and the store can be read afterwards."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.cli.stores import SMALL

from karabakh_tui import cli
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

WORDS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["person", "group", "ferrymen", "nobody", "1901-05", "1901-13", "chronicle:page 3", "a; b", "51.5"]
    ),
)

FINE = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"x-[a-z0-9]{1,3}", fullmatch=True),
        "name": st.text(
            st.characters(min_codepoint=0x41, max_codepoint=0x24F, categories=["L"]), min_size=1, max_size=9
        ),
        "kind": st.sampled_from(["person", "group", "office"]),
        "aliases": st.sampled_from(["", "A; B", 'C "D"', "E, F"]),
        "part_of": st.sampled_from(["", "ferrymen", "east-council; ferrymen"]),
        "note": st.sampled_from(["", "two\nlines", "# no comment", '"""', "\\", "[[parties]]\nid = 'y'"]),
    }
)

ANY = st.fixed_dictionaries({}, optional=dict.fromkeys(["id", "name", "kind", "aliases", "active", "cites"], WORDS))


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("import")


def as_csv(rows: list[dict[str, str]]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["name"]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", errors="surrogatepass")


def imported(directory: Path, name: str, data: bytes) -> tuple[int, bool]:
    """Import a file; return the exit code, and whether anything changed. Either all of it is there or nothing."""
    store, file = directory / "store.toml", directory / name
    store.write_text(SMALL, encoding="utf-8")
    file.write_bytes(data)
    out = io.StringIO()
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    with redirect_stdout(stdout), redirect_stderr(out):
        code = cli.main(["import", str(file), "--table", "parties", "--store", str(store)])
        stdout.flush()
        stdout.seek(0)
        ids = stdout.read().split()
    text = store.read_text(encoding="utf-8")
    before, after = read_parties(SMALL, directory), read_parties(text, directory)
    if code == 0:
        assert after == before + [each.removeprefix("parties/") for each in ids]
        assert len(ids) > 0
    else:
        assert code in (1, 2)
        assert ids == []
        assert text == SMALL
        assert "nothing was imported" in out.getvalue() or code == 2
    return code, text != SMALL


def read_parties(text: str, directory: Path) -> list[str]:
    path = directory / "read.toml"
    path.write_text(text, encoding="utf-8")
    loaded = read_store(path, Problems())
    assert loaded.problems == ()
    return [each.id for each in loaded.store.parties]


@settings(deadline=None, max_examples=120)
@given(rows=st.lists(FINE, min_size=1, max_size=6), spoilt=st.none() | ANY, at=st.integers(0, 6))
def test_one_row_that_is_wrong_keeps_all_of_them_out(
    directory: Path, rows: list[dict[str, str]], spoilt: dict[str, str] | None, at: int
) -> None:
    known = len({row["id"] for row in rows}) == len(rows)
    every = [*rows[:at], spoilt, *rows[at:]] if spoilt else rows
    code, changed = imported(directory, "rows.csv", as_csv(every))
    event(f"exit code {code}")
    assert changed is (code == 0)
    if not spoilt:
        assert code == (0 if known else 1)


@settings(deadline=None, max_examples=80)
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_imported_whole_or_refused(directory: Path, data: bytes) -> None:
    for name in ("any.csv", "any.json", "any.jsonl"):
        imported(directory, name, data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=120)
@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "id": VALUES | st.just("x"),
                "name": VALUES | st.just("A name"),
                "kind": st.just("person") | VALUES,
                "extra": VALUES,
                "aliases": VALUES,
            },
        ),
        max_size=3,
    )
)
def test_any_objects_are_imported_whole_or_refused(directory: Path, objects: list[dict[str, object]]) -> None:
    code, _ = imported(directory, "any.json", json.dumps(objects).encode("utf-8"))
    event(f"exit code {code}")


def test_cells_of_any_length_are_imported(directory: Path) -> None:
    long = "word " * 60_000
    assert imported(directory, "long.csv", f"name,kind,summary\nA,person,{long}\n".encode()) == (0, True)
    assert imported(directory, "long.csv", f"name,kind,{long}\nA,person,x\n".encode()) == (1, False)
    assert imported(directory, "long.csv", f"name,kind,summary\nA,person,{'x' * 10_000_001}\n".encode()) == (2, False)
