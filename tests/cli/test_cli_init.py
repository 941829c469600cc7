"""`init`: a store on any subject from nothing, and everything after it up to a file that `check` accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from karabakh_tui.check.checking import check
from karabakh_tui.cli.init import template
from karabakh_tui.errors import UsageError
from karabakh_tui.model.records import STANDARD_KINDS, STATUSES, TABLES
from karabakh_tui.storage.formatting import formatted
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

TITLE = 'The dock strike at "Port Elby", 1911'


def with_examples(text: str) -> str:
    """Return a new store with the # taken away where no blank follows it, as its head says."""
    return re.sub(r"^#(?=[^ \n])", "", text, flags=re.MULTILINE)


def test_a_new_store_is_empty_and_nothing_is_wrong_in_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dock-strike.toml"
    done = run("init", str(path))
    assert (done.code, done.out) == (0, "")
    assert f"{path} is there, with examples as comments" in done.err
    assert done.err.count("\n") == 1
    assert run("check", str(path)).code == 0
    loaded = read_store(path)
    assert (len(loaded.store), loaded.store.header.id, loaded.store.header.title) == (0, "dock-strike", "dock strike")


def test_the_examples_are_a_store_with_every_table_in_which_nothing_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "strike.toml"
    path.write_text(with_examples(template(TITLE, "strike")), encoding="utf-8")
    loaded = read_store(path, Problems())
    assert check(loaded) == ()
    assert all(loaded.store.records(table) for table in TABLES)
    assert loaded.store.check


def test_the_template_is_laid_out_as_the_format_has_it() -> None:
    text = template(TITLE, "strike")
    assert formatted(text) == text
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("table", sorted(STANDARD_KINDS))
def test_the_template_names_the_kinds_of_a_table(table: str) -> None:
    words = " ".join(line.removeprefix("# ") for line in template(TITLE, "strike").splitlines())
    if table != "events":  # twenty-one of them: docs/format.md has them
        assert f"Kinds: {' '.join(STANDARD_KINDS[table])}." in words
    assert all(f"{status} (" in words for status in STATUSES)


def test_the_template_speaks_of_no_subject_that_exists(run: Run, tmp_path: Path) -> None:
    text = template("X", "x").lower().replace("karabakh-tui", "")
    assert not any(word in text for word in ("karabakh", "armenia", "azerbaijan"))


def test_title_and_id_are_as_they_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    assert run("init", str(path), "--title", TITLE, "--id", "port-elby").code == 0
    header = read_store(path).store.header
    assert (header.id, header.title) == ("port-elby", TITLE)
    assert run("init", str(tmp_path / "b.toml"), "--title", "Забастовка в порту").code == 0
    assert read_store(tmp_path / "b.toml").store.header.id == "zabastovka-v-portu"


def test_a_title_cannot_break_out_of_the_heading(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    hostile = 'x\n[check]\nE301 = "off"\x1b[31m"""'
    assert run("init", str(path), "--title", hostile).code == 0
    loaded = read_store(path)
    assert loaded.store.header.title == hostile
    assert not loaded.store.check


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(("--title", " "), "a store has a title"), (("--id", "Port Elby"), '"Port Elby" is not an id')],
)
def test_what_is_no_title_or_id_is_refused(arguments: tuple[str, str], sentence: str, run: Run, tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "a.toml"), *arguments)
    assert done.code == 2
    assert sentence in done.err
    assert list(tmp_path.glob("*.toml")) == []


def test_a_title_without_a_form_in_toml_is_refused() -> None:
    with pytest.raises(UsageError, match="the title cannot be written"):
        template("half a letter: \udc80", "x")


def test_a_file_that_is_there_is_never_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"all my facts")
    done = run("init", str(path))
    assert done.code == 4
    assert done.err == f"karabakh-tui: {path}: not saved: there is such a file already; choose another name\n"
    assert path.read_bytes() == b"all my facts"
    assert list(tmp_path.glob(".*save")) == []


def test_a_directory_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "none" / "a.toml"))
    assert done.code == 4
    assert "is not there; make it again" in done.err


EVENT = (
    "kind=unrest",
    "status=reported",
    "parties=dockers-union",
    "places=quay",
    "cites=elby-mercury-1911:page 3",
)

STEPS = (
    ("add", "sources", "id=elby-mercury-1911", "title=Quays idle", "kind=news", "publisher=Elby Mercury",
     "published=1911-08-21"),
    ("add", "parties", "name=Dockers' Union", "kind=organisation", "aliases=the Union"),
    ("add", "parties", "name=Harbour Board", "kind=office", "id=harbour-board"),
    ("add", "places", "id=quay", "name=North Quay", "kind=area", "lat=51", "lon=-0.5"),
    ("add", "events", "title=Work stops at the North Quay", "date=1911-08-01", *EVENT),
    ("add", "events", "title=The Board calls for troops", "date=1911-08-03?", *EVENT, "parties=harbour-board"),
    ("add", "events", "title=Work begins again", "date=1911-08-20", *EVENT, "tags=end", "tags=work"),
    ("add", "quotes", "speaker=dockers-union", "date=1911-08-01", "text=Not a crate moves.",
     "event=work-stops-at-the-north-quay-1911", "cites=elby-mercury-1911"),
)  # fmt: skip

ADDED = """\
[[sources]]
id = "elby-mercury-1911"
title = "Quays idle"
kind = "news"
publisher = "Elby Mercury"
published = "1911-08-21"

[[parties]]
id = "dockers-union"
name = "Dockers' Union"
kind = "organisation"
aliases = ["the Union"]

[[parties]]
id = "harbour-board"
name = "Harbour Board"
kind = "office"

[[places]]
id = "quay"
name = "North Quay"
kind = "area"
lat = 51
lon = -0.5

[[events]]
id = "work-stops-at-the-north-quay-1911"
date = "1911-08-01"
title = "Work stops at the North Quay"
kind = "unrest"
parties = ["dockers-union"]
places = ["quay"]
status = "reported"
cites = [{ source = "elby-mercury-1911", at = "page 3" }]

[[events]]
id = "the-board-calls-for-troops-1911"
date = "1911-08-03?"
title = "The Board calls for troops"
kind = "unrest"
parties = ["dockers-union", "harbour-board"]
places = ["quay"]
status = "reported"
cites = [{ source = "elby-mercury-1911", at = "page 3" }]

[[events]]
id = "work-begins-again-1911"
date = "1911-08-20"
title = "Work begins again"
kind = "unrest"
parties = ["dockers-union"]
places = ["quay"]
status = "reported"
tags = ["end", "work"]
cites = [{ source = "elby-mercury-1911", at = "page 3" }]

[[quotes]]
id = "dockers-union-1911-08-01"
speaker = "dockers-union"
date = "1911-08-01"
text = "Not a crate moves."
event = "work-stops-at-the-north-quay-1911"
cites = [{ source = "elby-mercury-1911" }]
"""


def test_a_store_on_another_subject_grows_from_nothing_by_exactly_what_was_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "strike.toml"
    run("init", str(path), "--title", TITLE)
    begun = path.read_text(encoding="utf-8")
    for step in STEPS:
        done = run(*step, "--store", str(path))
        assert (done.code, done.err) == (0, ""), step
    grown = path.read_text(encoding="utf-8")

    untidy = grown.replace('id = "quay"\nname = "North Quay"', 'name="North Quay"   \nid = "quay"')
    assert untidy != grown
    path.write_text(untidy, encoding="utf-8")
    assert run("fmt", str(path), "--check").code == 1
    assert run("fmt", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == grown

    done = run("check", str(path))
    assert (done.code, done.out) == (0, "")
    guide = begun.index("# How records are written")
    assert grown == f"{begun[:guide]}{ADDED}\n{begun[guide:]}"
