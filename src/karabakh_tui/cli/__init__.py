"""The command line: arguments in, exit code out. Each command lives in a module that is loaded when it is asked for.

Exit codes: 0 done; 1 nothing found, or `check` found something; 2 wrong usage or a query that cannot be read;
3 the store cannot be read; 4 not saved, or the output cannot be written; 70 a crash; 128+n on signal n.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui.errors import KarabakhError, UsageError
from karabakh_tui.paths import default_store
from karabakh_tui.storage.ahead import begin

from .console import PROGRAM, OutputError, abandon, tell, write_any_letter

if TYPE_CHECKING:
    from argparse import Namespace

WRITING = ("init", "add", "import", "fmt")
"""The commands that write in a store."""

INTERRUPTED, CLOSED_PIPE = 130, 141
"""128 and the number of the signal that says so: SIGINT, SIGPIPE."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    write_any_letter()
    try:
        return _run(list(arguments))
    except BrokenPipeError:
        abandon(sys.stdout.fileno())
        return CLOSED_PIPE
    except KarabakhError as error:
        tell(f"{PROGRAM}: {error}")
        if isinstance(error, OutputError) and sys.stdout is not None:
            abandon(sys.stdout.fileno())
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _crashed(error)


def _run(arguments: list[str]) -> int:
    if not arguments:  # the commonest start need not wait for what reads arguments
        from .browse import browse

        return browse(default_store(), None)
    from .arguments import COMMANDS, app_parser, parse, store_path

    first = arguments[0]
    if first in COMMANDS:
        with _no_garbage_collection():
            return _command(first, arguments[1:])
    if first == "--complete-ids":
        from .completion import complete_ids

        return complete_ids(arguments[1:])
    if not first.startswith("-"):
        _refuse_unknown_word(first)
    chosen = parse(app_parser(), arguments)
    if chosen.print_completion:
        from .completion import script

        return script(chosen.print_completion)
    if chosen.store:
        _refuse_unknown_word(chosen.store)
    from .browse import browse

    return browse(store_path(chosen), chosen.theme, fresh=chosen.fresh)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Leave the collector out of a command that ends soon: going through everything takes a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _command(name: str, arguments: list[str]) -> int:
    from .arguments import command_parser, parse, parse_search, store_path

    chosen = parse_search(arguments) if name == "search" else parse(command_parser(name), arguments)
    if name == "check":
        from .check import check_store

        return check_store(chosen)
    if name in WRITING:
        return _write(name, chosen)
    ahead = begin(store_path(chosen))  # while what the command stands on is loaded
    if name == "search":
        from .search import search

        return search(chosen, ahead)
    if name == "show":
        from .show import show_records

        return show_records(chosen, ahead)
    if name == "cite":
        from .cite import cite

        return cite(chosen, ahead)
    from .stats import stats

    return stats(chosen, ahead)


def _write(name: str, chosen: Namespace) -> int:
    if name == "init":
        from .init import init

        return init(chosen)
    if name == "add":
        from .add import add

        return add(chosen)
    if name == "import":
        from .importing import import_file

        return import_file(chosen)
    from .fmt import fmt

    return fmt(chosen)


def _refuse_unknown_word(word: str) -> None:
    """Refuse a word that is neither a file nor written like the path of one.

    Raises:
        UsageError: with the nearest command.
    """
    from .arguments import COMMANDS, nearest

    if word in COMMANDS:
        raise UsageError(f"the command comes first: `{PROGRAM} {word} ...`; for a file of that name write ./{word}")
    if "/" in word or "." in word or _is_there(word):
        return
    near = nearest(word, tuple(COMMANDS)) or f"; the commands are {', '.join(COMMANDS)}"
    raise UsageError(f'there is neither a command nor a file "{word}"{near}')


def _is_there(name: str) -> bool:
    """Tell whether there is a file of that name; a name that is too long has none."""
    try:
        return Path(name).exists()
    except OSError:
        return False


def _crashed(error: Exception) -> int:
    """Tell of a crash as the app does; only a crash may load the room that draws."""
    from karabakh_tui.tui.run import CRASH, crash_sentence

    tell(f"{PROGRAM}: {crash_sentence(error)}")
    return CRASH
