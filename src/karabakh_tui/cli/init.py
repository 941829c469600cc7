"""`init FILE`: a store to begin with, which says in comments how everything is written."""

from __future__ import annotations

import re
from argparse import Namespace
from shlex import quote

from karabakh_tui.errors import UsageError
from karabakh_tui.paths import typed_path
from karabakh_tui.search.new_ids import made_id
from karabakh_tui.storage.layout import scalar
from karabakh_tui.storage.save import save

from .console import PROGRAM, Console

MADE = 0
"""Exit code."""

TEMPLATE = """\
# {heading}
#
# A fact store: one file, written by people and kept in git. Lines that begin with "# " explain. To use an example,
# take away the # of the lines where no blank follows it. `karabakh-tui check` tells what is wrong, line by line.

[store]
id = {id}
title = {title}
format = 1
#edition = "2026-01"
#language = "en"
#description = "What this record is about, and what it leaves out."
#maintainers = ["Your name"]
#license = "CC-BY-4.0"
#sides = [{{ id = "east", name = "The east bank" }}, {{ id = "west", name = "The west bank" }}]

# How records are written; yours go above, and what you know by heart can be deleted. An id is made of a-z, 0-9
# and hyphens; other records refer to it. Dates are written 1901-05-12, 1901-05 or 1901; about: 1901~;
# perhaps: 1901?; from and to: 1901-05/1902; going on: 1901/..

# A source is something that can be read. Kinds: news statement resolution treaty report book dataset law speech
# judgment encyclopedia web. `standpoint` is a party, only where the publisher speaks for it.

#[[sources]]
#id = "gazette-1901"
#title = "The bridge is shut"
#kind = "news"
#publisher = "Aldwater Gazette"
#published = "1901-05-13"

# A party is anyone who acts or speaks. Kinds: state de-facto-state armed-force organisation office person group.

#[[parties]]
#id = "east-council"
#name = "East Bank Council"
#kind = "organisation"
#side = "east"
#aliases = ["the Council"]

#[[parties]]
#id = "ferrymen"
#name = "Guild of Ferrymen"
#kind = "group"
#side = "west"

# A place. Kinds: country region district city town village corridor river mountain border line crossing building
# area.

#[[places]]
#id = "bridge"
#name = "Aldwater Bridge"
#kind = "crossing"
#lat = 51.5
#lon = -0.25

# An event is something dated that happened. Status: established (no party contests it), reported (one source, or
# one chain of reports), claimed (one party's word), disputed (accounts conflict). Every event cites; where parties
# differ, each account says who says so.

#[[events]]
#id = "bridge-shut"
#date = "1901-05-12"
#title = "The bridge is shut to carts"
#kind = "blockade"
#parties = ["east-council", "ferrymen"]
#places = ["bridge"]
#status = "disputed"
#tags = ["trade"]
#cites = [{{ source = "gazette-1901", at = "page 2" }}]

#[[events.accounts]]
#by = "east-council"
#says = "The bridge was unsafe."
#cites = [{{ source = "gazette-1901" }}]

#[[events.accounts]]
#by = "ferrymen"
#says = "It was shut to spite the ferry."
#cites = [{{ source = "gazette-1901" }}]

# A quote is the exact words of a party.

#[[quotes]]
#id = "no-cart"
#speaker = "east-council"
#date = "1901-05-12"
#text = "No cart shall pass until the piers are mended."
#event = "bridge-shut"
#cites = [{{ source = "gazette-1901", at = "page 2" }}]

# A search worth sharing.

#[[searches]]
#id = "shut-roads"
#title = "Roads and bridges shut"
#query = "kind:blockade"

# Rules of `check` that are too strict here, or too mild: "off", "note", "warning" or "error".

#[check]
#N302 = "off"
"""


def init(chosen: Namespace) -> int:
    """Run the command; return the exit code.

    Raises:
        UsageError: if the title is empty, or the id is none.
        SaveError: if there is such a file already, or it cannot be written.
    """
    path = typed_path(chosen.file)
    title = (path.stem.replace("-", " ").replace("_", " ").strip() if chosen.title is None else chosen.title).strip()
    if not title:
        raise UsageError('a store has a title: --title "The bridge at Aldwater"')
    store_id = made_id("store", {"title": title}, lambda _: False) or "store" if chosen.id is None else chosen.id
    if not re.fullmatch("[a-z0-9-]+", store_id):
        raise UsageError(f'"{store_id}" is not an id: ids are made of a-z, 0-9 and hyphens')
    saved = save(path, template(title, store_id).encode("utf-8"), None)
    console = Console()
    for warning in saved.warnings:
        console.talk(warning)
    store = quote(str(path))
    console.talk(
        f"{path} is there, with examples as comments; write in it and run `{PROGRAM} check {store}`, "
        f"or `{PROGRAM} add parties name=... kind=... --store {store}`"
    )
    return MADE


def template(title: str, store_id: str) -> str:
    """Return the text of a new store.

    Raises:
        UsageError: if the title has no form in TOML.
    """
    try:
        written = scalar(title)
    except ValueError as error:
        raise UsageError(f"the title cannot be written: {error}") from None
    heading = " ".join("".join(each if each.isprintable() else " " for each in title).split())
    return TEMPLATE.format(heading=heading, id=scalar(store_id), title=written)
