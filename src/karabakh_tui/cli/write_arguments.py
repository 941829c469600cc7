"""What can be said to the commands that write: `init`, `add`, `import`, `fmt`. Nothing here is slow to load."""

from __future__ import annotations

import argparse

from karabakh_tui.paths import STORE_VARIABLE

from .console import PROGRAM

TABLES = ("sources", "parties", "places", "events", "quotes", "searches")

INIT_EPILOG = f"""\
The file holds the [store] table, and examples of every kind of record as comments. A file that is there already
is never written over.

examples:
  {PROGRAM} init bridges.toml --title "The bridge at Aldwater"
"""

ADD_EPILOG = f"""\
A value is text, or a number where the field is one. For a list say the field again: tags=river tags=trade.
A cite is cites=SOURCE or cites=SOURCE:AT (where in the source); an alias is its name. What holds more is a TOML
table: figures='{{ of = "carts", value = 12 }}'. With - the record is read from the standard input, as TOML or
JSON; what stands on the line wins. Without id= one is made of the title, name, or speaker and date.

Nothing is written where the record is not one, or where `check` would find a new error.

examples:
  {PROGRAM} add parties name="Guild of Ferrymen" kind=group --store bridges.toml
  {PROGRAM} add sources title="The bridge is shut" kind=news published=1901-05-13 --store bridges.toml
"""

IMPORT_EPILOG = f"""\
FILE is CSV with a header (comma, semicolon, tab or bar), JSON (a list of objects) or JSON Lines, in UTF-8.
Without --map a column is named as the field that it holds; the parts of a list are parted by ;. A mapping is a TOML
file that says for each field which column it has, or which value always; docs/import.md tells how.

All of it is imported or nothing: what is wrong is told with the file's line and column, and the exit code is 1.

examples:
  {PROGRAM} import people.csv --table parties --store bridges.toml --dry-run
"""

FMT_EPILOG = f"""\
Tables, records, fields and lists get the order and the layout of the format; no value and no comment is lost.
A store is written in place, if it is named; the record that comes with the program only with --check or --diff.
With - the text is read from the standard input and written to the standard output.

examples:
  {PROGRAM} fmt bridges.toml
  {PROGRAM} fmt bridges.toml --check --diff
"""


def define_init(parser: argparse.ArgumentParser) -> None:
    """Say what `init` takes."""
    parser.add_argument("file", metavar="FILE", help="the file to make")
    parser.add_argument("--title", metavar="TEXT", help="what the record is about (default: the file's name)")
    parser.add_argument("--id", metavar="ID", help="the store's id: a-z, 0-9 and hyphens (default: of the title)")


def define_add(parser: argparse.ArgumentParser) -> None:
    """Say what `add` takes."""
    parser.add_argument("table", choices=TABLES, metavar="TABLE", help="one of %(choices)s")
    parser.add_argument("fields", nargs="*", metavar="FIELD=VALUE", help="a field of the record; - reads the record")
    _add_store(parser)


def define_import(parser: argparse.ArgumentParser) -> None:
    """Say what `import` takes."""
    parser.add_argument("file", metavar="FILE", help="the CSV or JSON file to import")
    parser.add_argument("--table", choices=TABLES, metavar="TABLE", required=True, help="one of %(choices)s")
    _add_store(parser)
    parser.add_argument("--map", metavar="MAPPING", help="a TOML file that says which column is which field")
    parser.add_argument("--dry-run", action="store_true", help="say what would be imported, and write nothing")


def define_fmt(parser: argparse.ArgumentParser) -> None:
    """Say what `fmt` takes."""
    parser.add_argument("store", nargs="*", metavar="STORE", help=f"fact stores (default: ${STORE_VARIABLE}), or -")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; the exit code is 1 if anything would change"
    )
    parser.add_argument("--diff", action="store_true", help="write nothing; print what would change")
    parser.add_argument("--no-color", action="store_true", help="no colour, whatever the terminal can show")


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", metavar="PATH", help=f"the fact store to write in (default: ${STORE_VARIABLE})")
