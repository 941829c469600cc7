"""What can be said on the command line, and what is answered to what cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from karabakh_tui import __version__, cli
from karabakh_tui.cli import write_arguments
from karabakh_tui.cli.arguments import COMMANDS, app_parser, command_parser, parse, parse_search
from karabakh_tui.errors import UsageError
from karabakh_tui.model.records import TABLES


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_data_with_examples(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    printed = capsys.readouterr()
    assert ended.value.code == 0
    assert printed.err == ""
    if arguments != ["stats", "--help"]:
        assert "examples:" in printed.out
    if arguments[0] == "search":
        assert "formula" in printed.out
        assert "--raw" in printed.out


def test_help_names_every_command_and_every_exit_code() -> None:
    text = app_parser().format_help()
    for name in COMMANDS:
        assert f"\n  {name} " in text
    codes = ("0 done", "1 nothing found", "2 wrong usage", "3 the store", "4 not saved", "70 a crash", "128+n")
    for code in codes:
        assert code in text.replace("\n", " ")


def test_the_version_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"karabakh-tui {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serch"], 'neither a command nor a file "serch" - did you mean search?'),
        (["xyzzy"], 'neither a command nor a file "xyzzy"; the commands are search, show, cite, stats, check, init'),
        (["--theme", "light", "search"], "the command comes first: `karabakh-tui search ...`"),
        (["--thme"], "there is no option --thme - did you mean --theme?"),
        (["--theme", "pink"], "`karabakh-tui --help` lists what can be said"),
        (["a.toml", "b"], "there is one word too many: b"),
        (["show"], "the following arguments are required: ID"),
        (["show", "x", "--jsn"], "there is no option --jsn - did you mean --json?"),
        (["show", "x", "--json", "--plain"], "not allowed with argument --json"),
        (["search"], "the words to look for are missing"),
        (["search", "x", "--limit", "-1"], "a whole number is needed, not -1"),
        (["search", "x", "--limit", "²"], "a whole number is needed, not ²"),
        (["search", "x", "--limit"], "expected one argument"),
        (["search", "x", "--sort", "size"], "invalid choice: 'size'"),
        (["search", "x", "--explian"], "did you mean --explain?"),
        (["search", "x", "--exp"], "there is no option --exp"),
        (["add"], "the following arguments are required: TABLE"),
        (["add", "events"], "add events: say its fields as FIELD=VALUE, or - to read it"),
        (["add", "event", "title=x"], "invalid choice: 'event'"),
        (["import", "x.csv"], "the following arguments are required: --table"),
        (["init"], "the following arguments are required: FILE"),
        (["stats", "x"], "there is one word too many: x"),
    ],
)
def test_what_cannot_be_understood_is_told_in_a_sentence(arguments: list[str], sentence: str, run: Run) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("karabakh-tui: ")
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_a_hostile_word_is_told_harmlessly(run: Run) -> None:
    assert run("a\x1b[31mb").err == (
        'karabakh-tui: there is neither a command nor a file "a␛[31mb"; '
        "the commands are search, show, cite, stats, check, init, add, import, fmt\n"
    )


def test_a_word_with_a_slash_or_a_dot_is_the_path_of_a_store(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def browse(store: Path, theme: str | None, *, fresh: bool) -> int:
        opened.append(store)
        return 0

    monkeypatch.setattr("karabakh_tui.cli.browse.browse", browse)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain").touch()
    for word in ("./search", "facts.toml", "plain"):
        assert run(word).code == 0
    assert opened == [Path("search"), Path("facts.toml"), Path("plain")]


def test_an_empty_name_is_no_way_to_the_shipped_record(run: Run) -> None:
    done = run("search", "lachin", "--store", "")  # a variable of the shell that is not set
    assert done.code == 3
    assert "is a directory" in done.err


def test_a_missing_store_is_exit_code_3(run: Run, tmp_path: Path) -> None:
    for command in (["show", "x"], ["stats"], ["search", "x"]):
        done = run(*command, "--store", str(tmp_path / "none.toml"))
        assert (done.code, done.out) == (3, "")
        assert "there is no such file" in done.err


def test_search_takes_words_that_begin_with_a_minus_sign() -> None:
    chosen = parse_search(["-kind:statement", "lachin", "--limit", "3", "-x", "--sort", "-date", "--json", "-"])
    assert chosen.words == ["-kind:statement", "lachin", "-x", "-"]
    assert (chosen.limit, chosen.sort, chosen.format) == (3, "-date", "json")


def test_search_takes_everything_after_two_minus_signs_as_words() -> None:
    assert parse_search(["a", "--exact", "--", "--sort", "-h"]).words == ["a", "--sort", "-h"]


def test_search_has_long_options_only() -> None:
    parser = command_parser("search")
    options = [option for action in parser._actions for option in action.option_strings]
    assert [option for option in options if not option.startswith("--")] == ["-h"]


def test_an_option_can_be_given_its_value_with_an_equals_sign() -> None:
    assert parse_search(["a", "--limit=2", "--sort=name"]).limit == 2
    with pytest.raises(UsageError):
        parse_search(["a", "--json=2"])


def test_options_may_stand_among_the_words() -> None:
    chosen = parse(command_parser("add"), ["parties", "name=X", "--store", "a.toml", "kind=group", "-"])
    assert (chosen.table, chosen.store, chosen.fields) == ("parties", "a.toml", ["name=X", "kind=group", "-"])


def test_the_tables_that_can_be_written_in_are_those_of_the_format() -> None:
    assert write_arguments.TABLES == TABLES
