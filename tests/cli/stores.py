"""Small stores for the tests of the command line, and a way to run it as a process."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"

SMALL = """\
[store]
id = "bridges"
title = "The bridge at Aldwater"
format = 1
edition = "1902-01"
sides = [{ id = "east", name = "The east bank" }, { id = "west", name = "The west bank" }]

[[sources]]
id = "gazette-1901"
title = "The bridge is shut"
kind = "news"
publisher = "Aldwater Gazette"
published = "1901-05-13"
url = "https://gazette.example/1901-05-13"
standpoint = "east-council"

[[sources]]
id = "chronicle"
title = "A chronicle of the river"
kind = "book"
authors = ["A. Scribe", "B. Scribe"]

[[parties]]
id = "east-council"
name = "East Bank Council"
kind = "organisation"
side = "east"
aliases = ["the Council", { name = "Ostrat", language = "de", used_by = "east-council" }]

[[parties]]
id = "ferrymen"
name = "Guild of Ferrymen"
kind = "group"
former_ids = ["ferry-guild"]

[[parties]]
id = "bridge"
name = "Bridge Wardens"
kind = "office"

[[places]]
id = "bridge"
name = "Aldwater Bridge"
kind = "crossing"
lat = 51.5
lon = -0.25
radius_km = 1.0
aliases = [{ name = "Мост", language = "ru" }]

[[events]]
id = "bridge-built"
date = "-0044"
title = "The bridge is built"
kind = "agreement"
status = "established"
places = ["bridge"]
tags = ["building"]
cites = [{ source = "chronicle", at = "page 2", words = "a bridge was made", language = "en", supports = ["date"] }]

[[events]]
id = "bridge-shut"
date = "1901-05-12~"
title = "The bridge is shut to carts"
kind = "blockade"
status = "disputed"
parties = ["east-council", "ferrymen"]
places = ["bridge"]
summary = "Carts were turned away.\\nThe ferry carried them."
related = ["bridge-built"]
figures = [{ of = "carts", value = 30000, about = true, as_of = "1901-06", cites = [{ source = "chronicle" }] }]
cites = [{ source = "gazette-1901", at = "page 2" }]

[[events.accounts]]
by = "east-council"
says = "The bridge was unsafe."
stance = "asserts"
said = "1901-05-13"
cites = [{ source = "gazette-1901" }]

[[events.accounts]]
by = "ferrymen"
says = "It was shut to sell ferry rides."
cites = [{ source = "chronicle" }]

[[events]]
id = "bridge-opened"
date = "1901-07/.."
title = "The bridge is open again"
kind = "agreement"
status = "reported"
cites = [{ source = "chronicle" }]

[[events]]
id = "bridge-burnt"
date = "1901-06"
title = "The bridge is burnt"
kind = "unrest"
status = "claimed"
withdrawn = "1902-01-01"
withdrawn_why = "it did not burn"
replaced_by = "bridge-opened"
cites = [{ source = "gazette-1901" }]

[[quotes]]
id = "no-cart"
speaker = "east-council"
date = "1901-05"
text = "No cart shall pass the bridge [until the piers are mended]."
event = "bridge-shut"
cites = [{ source = "gazette-1901" }]
"""

HOSTILE_TEXT = "=cmd|' /C calc'!A0\\u001b]0;owned\\u0007\\u001b[31m\\u202egnp.exe\\u0000\\tx\\r\\ny\\u0085\\u2028z"
"""A formula, an escape sequence, an override of direction, a tab and line breaks of all kinds, as TOML writes them."""

HOSTILE = f"""\
[store]
id = "hostile"
title = "{HOSTILE_TEXT}"
format = 1
edition = "{HOSTILE_TEXT}"

[[sources]]
id = "s"
title = "{HOSTILE_TEXT}"
kind = "{HOSTILE_TEXT}"
publisher = "{HOSTILE_TEXT}"
authors = ["{HOSTILE_TEXT}"]
url = "{HOSTILE_TEXT}"
archive_url = "{HOSTILE_TEXT}"
container = "{HOSTILE_TEXT}"
note = "{HOSTILE_TEXT}"
extra = {{ "{HOSTILE_TEXT}" = "{HOSTILE_TEXT}", nan = nan, when = 1901-05-12, list = [1.5, inf, true, []] }}

[[parties]]
id = "p"
name = "{HOSTILE_TEXT}"
kind = "{HOSTILE_TEXT}"
role = "{HOSTILE_TEXT}"
summary = "{HOSTILE_TEXT}"
aliases = [{{ name = "{HOSTILE_TEXT}", language = "{HOSTILE_TEXT}", script = "{HOSTILE_TEXT}" }}]
url = "{HOSTILE_TEXT}"
wikidata = "{HOSTILE_TEXT}"

[[places]]
id = "p"
name = "{HOSTILE_TEXT}"
kind = "{HOSTILE_TEXT}"

[[events]]
id = "e"
date = "1901"
title = "{HOSTILE_TEXT}"
kind = "{HOSTILE_TEXT}"
status = "disputed"
summary = "{HOSTILE_TEXT}"
parties = ["p"]
places = ["p"]
tags = ["{HOSTILE_TEXT}"]
figures = [{{ of = "{HOSTILE_TEXT}", who = "{HOSTILE_TEXT}", low = 1, unit = "{HOSTILE_TEXT}" }}]
cites = [{{ source = "s", at = "{HOSTILE_TEXT}", words = "{HOSTILE_TEXT}", language = "{HOSTILE_TEXT}" }}]

[[events.accounts]]
by = "p"
says = "{HOSTILE_TEXT}"
cites = [{{ source = "s" }}]

[[quotes]]
id = "q"
speaker = "p"
date = "1901"
text = "{HOSTILE_TEXT}"
capacity = "{HOSTILE_TEXT}"
original = "{HOSTILE_TEXT}"
original_language = "{HOSTILE_TEXT}"
translated_by = "{HOSTILE_TEXT}"
cites = [{{ source = "s" }}]
"""


def run_process(
    arguments: Sequence[str],
    store: Path | None = None,
    environment: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a shell would, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "karabakh_tui", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding=encoding,
        timeout=60,
        env=process_environment(store, environment),
    )


def process_environment(store: Path | None = None, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a process that runs the program from here."""
    named = {"KARABAKH_TUI_STORE": str(store)} if store is not None else {}
    return {**os.environ, "PYTHONPATH": str(SOURCE), **named, **(more or {})}


def sent_to_a_terminal(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command on a terminal of its own; return everything that it sent there, lines ended as in a file."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    sent = bytearray()
    with suppress(OSError):  # the last program that held the other end has closed it
        while data := os.read(ours, 65536):
            sent += data
    process.wait(60)
    os.close(ours)
    return sent.decode("utf-8").replace("\r\n", "\n")
