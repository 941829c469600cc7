"""A small record with a source of each sort, and ways to read what is made of records."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from karabakh_tui.model.records import Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

SCHEMA = Path(__file__).resolve().parents[1] / "data" / "csl-data.json"

RIVER = """\
[store]
id = "river"
title = "The bridge over the Wey"
format = 1
sides = [{ id = "east", name = "The east bank" }, { id = "west", name = "The west bank" }]

[[sources]]
id = "un-853"
title = "Resolution 853 (1993)"
kind = "resolution"
publisher = "United Nations Security Council"
number = "S/RES/853"
published = "1993-07-29"
url = "https://un.example/853"
language = "en"

[[sources]]
id = "gazette"
title = "Who shut the bridge?"
kind = "news"
publisher = "Aldwater Gazette"
authors = ["C. Quill", "D. Ink"]
published = "1993-07-28?"
url = "https://gazette.example/bridge"
archive_url = "https://archive.example/gazette"
language = "en"

[[sources]]
id = "unsigned"
title = "The bridge is shut"
kind = "news"
publisher = "West Bank Post"
published = "1993-07-28"
url = "https://post.example/bridge"
standpoint = "west-mill"

[[sources]]
id = "history"
title = "A History of the Bridge"
kind = "book"
authors = ["E. Scholar"]
publisher = "Wey University Press"
published = "1995~"
isbn = "978-0-00-000000-2"

[[sources]]
id = "chapter"
title = "The Shutting"
kind = "book"
authors = ["E. Scholar", "F. Reader", "G. Writer"]
container = "Essays on Bridges"
publisher = "Wey University Press"
published = "1995/1996"
pages = "12-34"
doi = "10.0000/bridge"

[[sources]]
id = "declaration"
title = "Statement on the bridge"
kind = "statement"
publisher = "East Bank Council"
published = "1993-07"
url = "https://council.example/statement"
standpoint = "east-council"

[[sources]]
id = "mill-v-council"
title = "Mill v. Council"
kind = "judgment"
publisher = "Court of the River"
number = "no. 12/93"
published = "1994-02-01/1994-02-03"
accessed = "1994-03-01"
url = "ftp://court.example/12-93"
withdrawn = "1996"
withdrawn_why = "overturned"
based_on = "gazette"

[[parties]]
id = "east-council"
name = "East Bank Council"
kind = "organisation"
role = "keeps the bridge"
side = "east"
summary = "Runs the eastern half of the town."
cites = [{ source = "declaration" }]

[[parties]]
id = "mayor"
name = "Ana Bryce"
kind = "person"

[[parties]]
id = "west-mill"
name = "West Bank Mill"
kind = "group"
side = "west"

[[places]]
id = "bridge"
name = "Aldwater Bridge"
kind = "crossing"
lat = -51.5
lon = 0.25
radius_km = 1.0
cites = [{ source = "history", at = "p. 3" }]

[[events]]
id = "bridge-shut"
date = "1993-07-27~"
title = "The bridge is shut"
kind = "blockade"
status = "disputed"
summary = "Carts were turned back."
figures = [{ of = "carts", low = 40, cites = [{ source = "history", at = "p. 7" }] }]
cites = [{ source = "gazette", at = "p. 1", words = "No cart was let through." }, { source = "un-853" }]

[[events.accounts]]
by = "west-mill"
says = "It was shut to starve the mill."
stance = "denies"
cites = [{ source = "unsigned" }]

[[events.accounts]]
by = "east-council"
says = "The bridge was unsafe."
stance = "asserts"
said = "1993-07"
figures = [{ of = "cracks", value = 3 }]
cites = [{ source = "declaration", at = "para. 2" }]

[[events]]
id = "mill-closes"
date = "1993-08"
title = "The mill closes"
kind = "dissolution"
status = "established"
cites = [{ source = "unsigned" }]

[[events]]
id = "toll"
date = "1992"
title = "A toll is taken"
kind = "law"
status = "established"
withdrawn = "1996-01-01"
withdrawn_why = "there was none"
replaced_by = "bridge-shut"
cites = [{ source = "gazette" }, { source = "unsigned" }, { source = "lost" }]

[[quotes]]
id = "no-cart"
speaker = "mayor"
date = "1993-07-28"
text = "No cart shall pass [until the piers are mended].\\nNone."
capacity = "Mayor of the East Bank"
on_behalf_of = "east-council"
original = "Kein Wagen."
original_language = "de"
translated_by = "the Gazette"
cites = [{ source = "gazette", at = "p. 2" }]

[[searches]]
id = "carts"
title = "Carts"
query = "carts"
"""


def river(path: Path) -> FactStore:
    """Return the small record, by way of a file."""
    file = path / "river.toml"
    file.write_text(RIVER, encoding="utf-8")
    return read_store(file, Problems()).store


def of_all_tables(store: FactStore) -> list[Record]:
    """Return all records of a store."""
    return [*store.sources, *store.parties, *store.places, *store.events, *store.quotes, *store.searches]


def found(store: FactStore, ref: str) -> Record:
    """Return a record that is there."""
    record = store.find(ref)
    assert record is not None, ref
    return record


VERBATIM = ("url", "date", "urldate")
"""Fields that BibLaTeX does not read as LaTeX."""


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    """Return BibTeX's entries by key, as another program reads them; LaTeX is turned back into text."""
    written, decoded = parse_string(text), parse_string(text, append_middleware=[decoder()])
    assert written.failed_blocks == []
    assert decoded.failed_blocks == []
    assert len(written.blocks) == len(written.entries)
    return {
        raw.key: {"type": raw.entry_type}
        | {field.key: str(field.value) for field in read.fields if field.key not in VERBATIM}
        | {field.key: str(field.value) for field in raw.fields if field.key in VERBATIM}
        for raw, read in zip(written.entries, decoded.entries, strict=True)
    }


SYMBOLS = {
    "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textbar": "|",
    "textasciicircum": "^",
}  # fmt: skip
"""Commands of LaTeX's kernel for a letter, which the decoder lacks or takes for another letter."""


@cache
def decoder() -> LatexDecodingMiddleware:
    """Return what turns LaTeX into text."""
    known = get_default_latex_context_db()
    known.add_context_category(
        "symbols", prepend=True, macros=[MacroTextSpec(name, letter) for name, letter in SYMBOLS.items()]
    )
    return LatexDecodingMiddleware(decoder=LatexNodes2Text(latex_context=known, keep_braced_groups=False))


def read_ris(text: str) -> dict[str, dict[str, Any]]:
    """Return RIS's records by id, as another program reads them; it must know every tag."""
    records = rispy.loads(text)
    assert not any("unknown_tag" in each for each in records)
    return {each["id"]: each for each in records}


def read_csl(text: str) -> dict[str, dict[str, Any]]:
    """Return CSL-JSON's items by id, once they are what its schema says."""
    items = json.loads(text)
    csl_schema().validate(items)
    return {each["id"]: each for each in items}


@cache
def csl_schema() -> Any:
    """Return what tells whether data is CSL-JSON."""
    return jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def words_of(record: Record) -> list[str]:
    """Return the texts of an event or a quote that assert something."""
    if isinstance(record, Quote):
        return [record.text]
    if isinstance(record, Source):
        return []
    accounts = [account.says for account in getattr(record, "accounts", ())]
    return [text for text in (record.label, getattr(record, "summary", None), *accounts) if text]
