"""What can be said on the command line. Nothing here reads a store, so that help is quick."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from karabakh_tui import __version__
from karabakh_tui.errors import UsageError
from karabakh_tui.export.menu import DEFAULT, FORMATS
from karabakh_tui.paths import STORE_VARIABLE, default_store, typed_path

from . import write_arguments as writing
from .browse import THEMES
from .console import PROGRAM, Console

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

SHELLS = ("bash", "zsh", "fish")
SORTS = ("date", "-date", "relevance", "name")

APP_EPILOG = f"""\
commands (`{PROGRAM} COMMAND --help` says more):
  search WORDS...                  find records: names in any spelling, dates, fields
  show ID...                       everything a record holds, and what points at it
  cite ID...                       its citation, or its words with who says so, to paste elsewhere
  stats                            what the record consists of, in numbers
  check [STORE]                    what is wrong or doubtful in a store, line by line
  init FILE                        begin a store of your own, with examples as comments
  add TABLE FIELD=VALUE...         add a record to it
  import FILE --table TABLE        add the rows of a CSV or JSON file, all or none
  fmt [STORE]                      give it the order and layout of the format

examples:
  {PROGRAM}                     browse the record that comes with the program
  {PROGRAM} facts.toml          browse a store of your own (./search for a file of that name)
  {PROGRAM} --theme ansi-dark   in the terminal's own colours
  {PROGRAM} search lachin date:2022-12..2023-09
  {PROGRAM} show parties/icrc
  {PROGRAM} cite ceasefire-1994 --format bibtex

Without STORE, ${STORE_VARIABLE} names the store to open; without that, the record that comes with the
program is opened. Inside, press ? for every key.

exit codes: 0 done; 1 nothing found, or check found something; 2 wrong usage or a query that cannot be read;
3 the store cannot be read; 4 not saved, or the output cannot be written; 70 a crash; 128+n on signal n
"""

SEARCH_EPILOG = f"""\
The words are one query: all must be found, in any spelling, script and case. A word that begins with - must
not be found. Quotation marks for a phrase need the shell's own around them.

examples:
  {PROGRAM} search lachin date:2022-12..2023-09 -kind:statement
  {PROGRAM} search '"Lachin corridor" OR checkpoint' --sort date
  {PROGRAM} search party:icrc is:disputed --explain
  {PROGRAM} search ceasefire --jsonl | jq -r .id

Where no record has a word, records with the nearest spelling are listed, marked as a guess, and the exit code
is 1; --exact lists none. In CSV a cell that a spreadsheet would run as a formula begins with ' (--raw: as it is).
"""

SHOW_EPILOG = f"""\
An ID is table/id, or an id alone that only one table has.

examples:
  {PROGRAM} show events/ceasefire-1994
  {PROGRAM} show icrc --json | jq .records[0].record.name
"""

CITE_EPILOG = f"""\
An ID is table/id, or an id alone that only one table has. The formats are:
{"".join(f"  {each.name:<11}{each.label}{chr(10)}" for each in FORMATS.values())}
Every format that tells a fact says how it stands and who says so; bibtex, ris and csl-json tell it in a note. chicago
and apa name the sources alone.

examples:
  {PROGRAM} cite events/ceasefire-1994
  {PROGRAM} cite ceasefire-1994 bishkek-protocol-1994 --format bibtex
"""

STATS_EPILOG = f"""\
Withdrawn records are left out of all counts but their own. An event counts in the decade it may have begun in.
In CSV a cell that a spreadsheet would run as a formula begins with ' (--raw: as it is).

examples:
  {PROGRAM} stats --balance
"""


CHECK_EPILOG = f"""\
A finding is one line: file:line:column: CODE record field: sentence; what is no error ends with [warning] or
[note]. A store's [check] table sets each code to "off", "note", "warning" or "error". Without --links nothing
is asked of any server. The exit code is 1 where there are errors or warnings; notes alone are clean.

With --write-baseline accepted.json, and later --baseline accepted.json, only what is new is told.

examples:
  {PROGRAM} check --explain E204
"""


class Parser(argparse.ArgumentParser):
    """An argument parser whose messages are sentences that say what to do."""

    def error(self, message: str) -> NoReturn:
        """Raise a usage error with the message and where to read more."""
        raise UsageError(f"{message}; `{self.prog} --help` lists what can be said")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write the help as data: argparse itself would not say that it could not be written."""
        Console().data(self.format_help())


class ShowVersion(argparse.Action):
    """The option that writes the program's version as data."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Write the version and end."""
        Console().data(f"{PROGRAM} {__version__}\n")
        parser.exit()


class Command(NamedTuple):
    """A command: its name is the first word."""

    summary: str
    epilog: str
    define: Callable[[argparse.ArgumentParser], None]


class _Help(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal; left to itself it loads ten modules to learn how wide that is, even for no help."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=Console().width - 2)


def app_parser(*, with_store: bool = True) -> Parser:
    """Return the parser for opening the app, and for everything about the program itself."""
    result = Parser(
        prog=PROGRAM,
        usage="%(prog)s [STORE] [--fresh] [--theme THEME]\n       %(prog)s COMMAND ...",
        description="Browse a sourced record of a contested subject in the terminal, or ask it a question.",
        epilog=APP_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    if with_store:
        result.add_argument("store", nargs="?", metavar="STORE", help="the fact store to open (a TOML file)")
    result.add_argument("--fresh", action="store_true", help="do not return to where you were when you last quit")
    result.add_argument("--theme", choices=tuple(THEMES), help="the colours (default: the configuration's, else dark)")
    result.add_argument(
        "--print-completion",
        choices=SHELLS,
        metavar="SHELL",
        help="print what teaches a shell to complete: %(choices)s",
    )
    result.add_argument("--version", action=ShowVersion, nargs=0, help="say which version this is")
    return result


def command_parser(name: str) -> Parser:
    """Return the parser of a command."""
    command = COMMANDS[name]
    result = Parser(
        prog=f"{PROGRAM} {name}",
        description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        epilog=command.epilog,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    command.define(result)
    return result


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was said.

    Raises:
        UsageError: if it cannot be understood; a mistaken option is told with the nearest one.
    """
    chosen, rest = parser.parse_known_intermixed_args(arguments)  # options may stand among the words
    if rest:
        wrong = next((word for word in rest if word.startswith("-")), rest[0])
        option = wrong.partition("=")[0]
        if not option.startswith("-"):
            parser.error(f"there is one word too many: {option}")
        near = nearest(option, tuple(parser._option_string_actions))
        if near:
            raise UsageError(f"there is no option {option}{near}")
        parser.error(f"there is no option {option}")
    return chosen


def parse_search(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was said to `search`, which has long options only: `-word` is a word of the query."""
    parser = command_parser("search")
    options: list[str] = []
    words: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            words += waiting
            break
        if argument != "-h" and not argument.startswith("--"):
            words.append(argument)
            continue
        options.append(argument)
        action = parser._option_string_actions.get(argument)
        if action is not None and action.nargs is None and waiting:
            options[-1] += f"={waiting.pop(0)}"
    chosen = parse(parser, options)
    if not words:
        parser.error("the words to look for are missing")
    chosen.words = words
    return chosen


def nearest(word: str, known: Sequence[str]) -> str:
    """Return ` - did you mean ...?` with the nearest known word, or nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word[:100], known, n=1, cutoff=0.6)
    return f" - did you mean {near[0]}?" if near else ""


def store_path(chosen: argparse.Namespace) -> Path:
    """Return the path of the store that a command is about."""
    return default_store() if chosen.store is None else typed_path(chosen.store)


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--store",
        metavar="PATH",
        help=f"the fact store (default: ${STORE_VARIABLE}, else the record that comes with the program)",
    )


def _add_formats(parser: argparse.ArgumentParser, formats: Mapping[str, str]) -> None:
    """Add the options that choose the form of the data; only one may be given."""
    group = parser.add_mutually_exclusive_group()
    for name, help_text in formats.items():
        group.add_argument(f"--{name}", dest="format", action="store_const", const=name, help=help_text)
    if "csv" in formats:
        parser.add_argument("--raw", action="store_true", help="CSV cells as they are, formulas and all")
    parser.add_argument("--no-color", action="store_true", help="no colour, whatever the terminal can show")


def _define_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORDS", help="the query")
    _add_store(parser)
    parser.add_argument("--sort", choices=SORTS, help="the order (default: the query's own sort:, else relevance)")
    parser.add_argument("--limit", type=_count, metavar="N", help="at most so many records; tells how many it left out")
    parser.add_argument("--exact", action="store_true", help="no records with guessed spellings")
    parser.add_argument(
        "--explain", action="store_true", help="how the query was understood, and why each record is there"
    )
    _add_formats(
        parser,
        {
            "json": "one JSON object",
            "jsonl": "one JSON object a record and line, best first",
            "csv": "comma-separated values with a header",
            "plain": "one record a line, parted by tabs (the default where the output is not a terminal)",
        },
    )


def _define_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="table/id, or an id that only one table has")
    _add_store(parser)
    _add_formats(
        parser,
        {
            "json": "one JSON object, with the fields named as in the file",
            "plain": "one value a line: record, field, value, parted by tabs",
        },
    )


def _define_cite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="table/id, or an id that only one table has")
    _add_store(parser)
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default=DEFAULT,
        metavar="NAME",
        help="one of the formats below (default: %(default)s)",
    )
    parser.add_argument(
        "--cite",
        type=_count,
        metavar="N",
        help="the cite of that number on the record's page alone (markdown and plain tell the fact with all of them)",
    )


def _define_stats(parser: argparse.ArgumentParser) -> None:
    _add_store(parser)
    parser.add_argument("--balance", action="store_true", help="how much each party and side has, with queries to open")
    _add_formats(
        parser,
        {
            "json": "one JSON object",
            "csv": "comma-separated values with a header",
            "plain": "one count a line: what, which, how many, parted by tabs (the default where the output is not "
            "a terminal)",
        },
    )


def _define_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "store",
        nargs="*",
        metavar="STORE",
        help=f"fact stores (default: ${STORE_VARIABLE}, else the record that comes with the program)",
    )
    parser.add_argument("--explain", metavar="CODE", help="say what a code means, and what to do about it")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="the form of the findings")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--baseline", metavar="FILE", help="accept the findings that this file lists; tell the others")
    group.add_argument("--write-baseline", metavar="FILE", help="write all findings to a file that accepts them")
    parser.add_argument("--fix", action="store_true", help="first mend in the file what can be mended without a doubt")
    parser.add_argument("--links", action="store_true", help="ask every address whether it is there (slow, and polite)")
    parser.add_argument("--no-color", action="store_true", help="no colour, whatever the terminal can show")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"a whole number is needed, not {text}")
    return int(text)


COMMANDS: Mapping[str, Command] = {
    "search": Command("find records: names in any spelling, dates, fields", SEARCH_EPILOG, _define_search),
    "show": Command("show everything a record holds, and what points at it", SHOW_EPILOG, _define_show),
    "cite": Command("cite a record, or quote it with who says so", CITE_EPILOG, _define_cite),
    "stats": Command("say what the record consists of, in numbers", STATS_EPILOG, _define_stats),
    "check": Command("say what is wrong or doubtful in a store, line by line", CHECK_EPILOG, _define_check),
    "init": Command("begin a store of your own", writing.INIT_EPILOG, writing.define_init),
    "add": Command("add a record to a store", writing.ADD_EPILOG, writing.define_add),
    "import": Command("add the rows of a file to a store", writing.IMPORT_EPILOG, writing.define_import),
    "fmt": Command("give a store the order and layout of the format", writing.FMT_EPILOG, writing.define_fmt),
}
