"""What teaches a shell to complete commands, options, ids and the names of fields."""

from __future__ import annotations

from argparse import Action
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from karabakh_tui.errors import StoreError, UsageError
from karabakh_tui.paths import default_store, typed_path

from .arguments import COMMANDS, app_parser
from .console import PROGRAM, Console

BASH = """\
_karabakh_tui_ids() {
  "${COMP_WORDS[0]/#\\~/$HOME}" --complete-ids "$1" "${COMP_WORDS[@]}" 2>/dev/null
}
_karabakh_tui_fields() {
  compgen -W "FIELDS" -- "$1"
}
_karabakh_tui_record_fields() {
  compgen -W "RECORD" -- "$1"
}
_karabakh_tui() {
  _shtab_karabakh_tui
  [[ ${#COMPREPLY[@]} = 1 && ${COMPREPLY[0]} == *[:/=] ]] && compopt -o nospace 2>/dev/null
  return 0
}
"""
"""What is more than the generated script can say: values that depend on the store, and words that go on."""

BASH_END = f"\ncomplete -o bashdefault -o default -F _karabakh_tui {PROGRAM}"

ZSH = f"""\
_karabakh_tui_ids() {{
  local -a found
  found=(${{(f)"$({PROGRAM} --complete-ids "$PREFIX" "${{words[@]}}" 2>/dev/null)"}})
  compadd -S '' -- "${{(@M)found:#*/}}"
  compadd -- "${{(@)found:#*/}}"
}}
_karabakh_tui_fields() {{
  compadd -S '' FIELDS
}}
_karabakh_tui_record_fields() {{
  compadd -S '' RECORD
}}
"""

FILES = ("store", "baseline", "write_baseline", "file", "map")
"""The arguments that are files."""

FISH_IDS = f"({PROGRAM} --complete-ids (commandline -ct) (commandline -opc) 2>/dev/null)"


def script(shell: str) -> int:
    """Print what a shell must be told to complete what is typed after the program's name.

    Raises:
        UsageError: if what writes such scripts is not installed.
    """
    try:
        import shtab
    except ImportError:
        raise UsageError("completion needs the package shtab: pip install shtab") from None
    parser = app_parser(with_store=False)
    commands = parser.add_subparsers()
    for name, command in COMMANDS.items():
        described = commands.add_parser(name, help=command.summary, description=command.summary)
        command.define(described)
        for action in described._actions:
            _complete(action)
    text = shtab.complete(parser, shell)
    if shell == "bash":
        text += BASH_END
    elif shell == "zsh":
        text = text.replace('"(*)::', '"*:').replace('"(*):', '"*:')  # every word of a list, not its first alone
    Console().data(text + "\n")
    return 0


def _complete(action: Action) -> None:
    """Say how the values of an argument are completed."""
    named, record = " ".join(field_words()), " ".join(record_words())
    functions = {
        "ids": ("_karabakh_tui_ids", FISH_IDS),
        "words": ("_karabakh_tui_fields", named),
        "fields": ("_karabakh_tui_record_fields", record),
    }
    complete: dict[str, Any] | None = None
    if action.dest in functions:
        function, fish = functions[action.dest]
        complete = {
            "bash": function,
            "zsh": function,
            "fish": fish,
            "preamble": {
                "bash": BASH.replace("FIELDS", named).replace("RECORD", record),
                "zsh": ZSH.replace("FIELDS", named).replace("RECORD", record),
            },
        }
    elif action.dest in FILES:
        import shtab

        complete = shtab.FILE
    if complete is not None:
        action.complete = complete  # type: ignore[attr-defined]


def field_words() -> list[str]:
    """Return the fields of the query language, as they are written."""
    from karabakh_tui.search.language import FIELDS

    return [f"{name}:" for name in FIELDS]


def record_words() -> list[str]:
    """Return the fields of all records, as `add` takes them."""
    from karabakh_tui.model.records import RECORD_TYPES

    return [f"{name}=" for name in dict.fromkeys(name for kind in RECORD_TYPES.values() for name in kind.model_fields)]


def complete_ids(arguments: Sequence[str]) -> int:
    """Print the ids that begin as typed: `PREFIX`, and the words of the line, of which `--store` counts.

    An id alone is one that only one table has; where nothing is typed yet, the tables are what one begins with.
    """
    typed, *line = arguments or [""]
    found = [each for each in _ids(_store(line)) if each.startswith(typed)]
    if not typed:
        found = sorted({each.partition("/")[0] + "/" for each in found if "/" in each})
    Console().data("".join(f"{each}\n" for each in found))
    return 0


def _store(line: Sequence[str]) -> Path:
    """Return the store that a line names: `--store PATH`, which some shells give in three words."""
    words = [word for each in line for word in each.split("=", 1) if word]
    if "--store" in words[:-1]:
        return typed_path(words[words.index("--store") + 1])
    return default_store()


def _ids(path: Path) -> list[str]:
    """Return every id, with its table, and alone where no other table has it. The file is parsed, no record is read.

    Raises:
        StoreError: if it cannot be parsed.
    """
    import tomli

    try:
        tables = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(f"{path}: {error}") from None
    holders: dict[str, list[str]] = {}
    for table, records in tables.items():
        for record in records if isinstance(records, list) else ():
            if isinstance(record, dict) and isinstance(record.get("id"), str):
                holders.setdefault(record["id"], []).append(table)
    alone = [each for each, held in holders.items() if len(held) == 1]
    return sorted([*alone, *(f"{table}/{each}" for each, held in holders.items() for table in held)])
