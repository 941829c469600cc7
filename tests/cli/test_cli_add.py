"""`add`: one record more, or not a byte changed."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.stores import process_environment

from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.edit import fields_of
from karabakh_tui.storage.lock import WriterLock
from karabakh_tui.storage.save import ChangedOnDiskError


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))


def fields(store: Path, table: str, record_id: str) -> dict[str, object]:
    return fields_of(store.read_text(encoding="utf-8"), table, record_id)


def test_a_record_is_added_below_the_last_of_its_table_and_nothing_else_changes(run: Run, store: Path) -> None:
    before = store.read_text(encoding="utf-8")
    done = run("add", "parties", "name=Toll Office", "kind=office", "aliases=the Toll", "aliases=Zoll", "side=east")
    assert (done.code, done.out) == (0, "parties/toll-office\n")
    after = store.read_text(encoding="utf-8")
    added = """\
[[parties]]
id = "toll-office"
name = "Toll Office"
kind = "office"
side = "east"
aliases = ["the Toll", "Zoll"]

"""
    assert after == before.replace("[[places]]", f"{added}[[places]]", 1)


def test_every_kind_of_value_has_a_way_to_be_typed(run: Run, store: Path) -> None:
    done = run(
        "add",
        "events",
        "title=The bridge is mended",
        "date=1901-06-30~",
        "kind=agreement",
        "status=reported",
        "summary=",
        "figures={ of = 'carts', value = 12, about = true }",
        "cites=chronicle: page 3: top",
        "cites={ source = 'chronicle', words = 'mended: at last' }",
        "accounts={ by = 'ferrymen', says = 'It was.', cites = [{ source = 'chronicle' }] }",
        "extra={ weather = 'dry' }",
    )
    assert done.code == 0
    assert fields(store, "events", "the-bridge-is-mended-1901") == {
        "id": "the-bridge-is-mended-1901",
        "title": "The bridge is mended",
        "date": "1901-06-30~",
        "kind": "agreement",
        "status": "reported",
        "summary": "",
        "figures": [{"of": "carts", "value": 12, "about": True}],
        "cites": [
            {"source": "chronicle", "at": "page 3: top"},
            {"source": "chronicle", "words": "mended: at last"},
        ],
        "accounts": [{"by": "ferrymen", "says": "It was.", "cites": [{"source": "chronicle"}]}],
        "extra": {"weather": "dry"},
    }
    assert run("add", "places", "name=Ferry", "kind=crossing", "lat=-1.5", "lon=12").code == 0
    assert fields(store, "places", "ferry") == {
        "id": "ferry",
        "name": "Ferry",
        "kind": "crossing",
        "lat": -1.5,
        "lon": 12,
    }


@pytest.mark.parametrize(
    "text",
    [
        'name = "Toll Office"\nkind = "office"\n',
        '\ufeff[[parties]]\r\nname = "Toll Office"\r\nkind = "office"\r\n',
        '{"name": "Toll Office", "kind": "office", "url": null}',
        '{"parties": [{"name": "Toll Office", "kind": "office"}]}',
        '[{"name": "Toll Office", "kind": "office"}]',
    ],
)
def test_a_record_is_read_from_the_standard_input(
    text: str, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, text)
    done = run("add", "parties", "-", "role=takes the toll")
    assert (done.code, done.out) == (0, "parties/toll-office\n")
    assert fields(store, "parties", "toll-office") == {
        "id": "toll-office",
        "name": "Toll Office",
        "kind": "office",
        "role": "takes the toll",
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "one record of parties is needed"),
        ("[]", "one record of parties is needed"),
        ("[[parties]]\nname='a'\n[[parties]]\nname='b'\n", "`import` takes many"),
        ("words", "neither TOML nor JSON"),
        ('{"name": "a", "name": "b"}', 'the key "name" stands twice'),
        ('{"extra": ' + "[" * 100_000 + "]" * 100_000 + "}", "neither TOML nor JSON"),
        ("a = 9" + "9" * 5000, "neither TOML nor JSON"),
    ],
)
def test_what_is_no_record_on_the_standard_input_is_refused(
    text: str, sentence: str, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read_bytes()
    type_in(monkeypatch, text)
    done = run("add", "parties", "-")
    assert done.code == 2
    assert sentence in done.err
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("parties", "nme=X"), 2, 'there is no field "nme" - did you mean "name"?'),
        (("parties", "X"), 2, 'a field is written FIELD=VALUE, which "X" is not'),
        (("parties", "name=X", "name=Y"), 2, "name is given twice, and is no list"),
        (("places", "lat=north"), 2, 'lat: a number such as 12 or 51.5 is needed, not "north"'),
        (("events", "figures=12"), 2, "figures are tables, written { of = ... }"),
        (("events", "cites={ source"), 2, "this is no table in TOML"),
        (("events", "extra={}\nid = 'x'"), 2, "one table in TOML is needed"),
        (("parties", "kind=office"), 1, "parties name: this field is required"),
        (("parties", "name=X", "kind=office", "id=Ä"), 1, "parties id: an id is made of a-z, 0-9 and hyphens"),
        (("parties", "name=X", "kind=office", "id=ferrymen"), 1, "parties/ferrymen is there already, or was"),
        (("parties", "name=X", "kind=office", "id=ferry-guild"), 1, "parties/ferry-guild is there already, or was"),
        (("places", "name=X", "kind=area", "lat=inf"), 1, "places lat: a finite number is needed here"),
        (
            ("parties", "name=X", "kind=ofice"),
            1,
            'parties/x kind: unknown kind "ofice" - did you mean "office"? (E109)',
        ),
        (("parties", "name=X", "kind=office", "part_of=y"), 1, "(E301)"),
        (("events", "title=X", "date=1901-13", "kind=law", "status=claimed", "cites=chronicle"), 1, "events date: "),
    ],
)
def test_what_is_wrong_is_told_and_not_a_byte_is_written(
    arguments: tuple[str, ...], code: int, sentence: str, run: Run, store: Path
) -> None:
    before = store.read_bytes()
    done = run("add", *arguments)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert store.read_bytes() == before
    if code == 1:
        assert done.err.endswith("karabakh-tui: nothing was added\n")


def test_an_id_of_another_type_is_told(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, 'id = ["x"]\nname = "X"\nkind = "office"\n')
    done = run("add", "parties", "-")
    assert (done.code, done.err.splitlines()[0]) == (1, "karabakh-tui: parties id: text in quotes is needed here")


def test_what_was_wrong_before_hinders_nothing(run: Run, store: Path) -> None:
    with store.open("a", encoding="utf-8") as file:
        file.write('\n[[events]]\nid = "bad"\ndate = "1901-99"\nkind = "wrong"\nparties = ["nobody"]\n')
    assert run("check").code == 1
    assert run("add", "parties", "name=Toll Office", "kind=office").code == 0


def test_a_warning_is_told_and_the_record_is_added(run: Run, store: Path) -> None:
    done = run("add", "sources", "title=A leaflet", "kind=web")
    assert (done.code, done.out) == (0, "sources/a-leaflet\n")
    assert "sources/a-leaflet title: nothing says where this can be read" in done.err
    assert "[warning]" in done.err
    assert "nothing cites" not in done.err


def test_line_ends_and_the_byte_order_mark_stay(run: Run, store: Path) -> None:
    data = b"\xef\xbb\xbf" + store.read_bytes().replace(b"\n", b"\r\n")
    store.write_bytes(data)
    assert run("add", "parties", "name=Toll Office", "kind=office").code == 0
    added = b'[[parties]]\r\nid = "toll-office"\r\nname = "Toll Office"\r\nkind = "office"\r\n\r\n'
    assert store.read_bytes() == data.replace(b"[[places]]", added + b"[[places]]", 1)


def test_a_store_that_cannot_be_read_is_exit_code_3(run: Run, tmp_path: Path) -> None:
    for content, sentence in ((b"[store", "bad.toml:1:"), (b"\xff", "is not UTF-8"), (b"", "holds nothing")):
        path = tmp_path / "bad.toml"
        path.write_bytes(content)
        done = run("add", "parties", "name=X", "kind=office", "--store", str(path))
        assert done.code == 3
        assert sentence in done.err
        assert path.read_bytes() == content
    assert run("add", "parties", "name=X", "kind=office", "--store", str(tmp_path / "none.toml")).code == 3


def test_without_a_name_of_a_store_nothing_is_written_and_a_copy_is_offered(run: Run) -> None:
    before = shipped_store().read_bytes()
    done = run("add", "parties", "name=X", "kind=office")
    assert done.code == 4
    assert f"make a copy of your own: `cp {shipped_store()} my-facts.toml`, and name that" in done.err
    assert shipped_store().read_bytes() == before


def test_the_installed_record_is_not_written_in_by_any_name(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    installed = package / "facts.toml"
    store.rename(installed)
    link = tmp_path / "link.toml"
    link.symlink_to(installed)
    monkeypatch.setattr("karabakh_tui.paths.__file__", str(package / "paths.py"))
    before = installed.read_bytes()
    for path in (installed, link):
        done = run("add", "parties", "name=X", "kind=office", "--store", str(path))
        assert (done.code, installed.read_bytes()) == (4, before)
        assert "make a copy of your own" in done.err


def test_a_second_writer_is_told_of_and_the_record_is_added(run: Run, store: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from karabakh_tui.storage.lock import WriterLock\n"
        "lock = WriterLock(Path(sys.argv[1])); lock.take(); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=process_environment(),
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        done = run("add", "parties", "name=Toll Office", "kind=office")
        other.communicate()
    assert (done.code, done.out) == (0, "parties/toll-office\n")
    assert f"open in process {other.pid}" in done.err
    with WriterLock(store) as lock:
        assert lock.held


def test_what_another_program_wrote_meanwhile_is_not_overwritten(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = store.read_bytes() + b"# theirs\n"

    def take(lock: WriterLock) -> bool:
        store.write_bytes(theirs)
        return True

    monkeypatch.setattr(WriterLock, "take", take)
    done = run("add", "parties", "name=X", "kind=office")
    assert (done.code, done.out) == (ChangedOnDiskError.exit_code, "")
    assert "it was changed by another program" in done.err
    assert store.read_bytes() == theirs


def test_a_read_only_file_is_not_replaced(run: Run, store: Path) -> None:
    store.chmod(0o444)
    before = store.read_bytes()
    done = run("add", "parties", "name=X", "kind=office")
    assert (done.code, store.read_bytes()) == (4, before)
    assert "it is read-only" in done.err


def test_a_record_that_is_called_nothing_has_an_id_of_its_table(run: Run, store: Path) -> None:
    for expected in ("searches/searches", "searches/searches-2"):
        done = run("add", "searches", "title=橋", "query=x")
        assert (done.code, done.out) == (0, f"{expected}\n"), done.err


def test_hostile_words_are_told_harmlessly(run: Run, store: Path) -> None:
    before = store.read_bytes()
    for arguments in (("name=\x1b[31mX", "kind=office", "id=x"), ("kind=\x1b]0;x\x07", "name=X"), ("\x1b[31m=X",)):
        done = run("add", "parties", *arguments)
        assert done.code in (1, 2)
        assert "\x1b" not in done.err
        assert store.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_record_that_is_saved_is_told_as_saved_though_its_address_cannot_be_printed(run: Run, store: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "karabakh_tui", "add", "parties", "name=Toll Office", "kind=office"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=process_environment(store),
        )
    assert done.returncode == 4
    assert b"karabakh-tui: saved, but the addresses of the new records cannot be written" in done.stderr
    assert fields(store, "parties", "toll-office")["name"] == "Toll Office"
