"""`check`: findings as a compiler tells them, for people and for programs, and exit codes to rely on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.check.faults import FAULTS, REST, event, quote, source
from tests.cli.conftest import Run

from karabakh_tui.check import asking
from karabakh_tui.check.answers import Answer
from karabakh_tui.check.asking import Manners
from karabakh_tui.check.checking import RULES
from karabakh_tui.storage.problems import CODES

NOTE = FAULTS["a spokesperson of oneself"][0]
WARNING = FAULTS["a source that nothing cites"][0]
ERROR = FAULTS["a disputed event without accounts"][0]


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return written(tmp_path / "sound.toml", "")


def written(path: Path, fault: str) -> Path:
    path.write_text(fault + REST, encoding="utf-8")
    return path


# What is told, and the exit code


def test_a_sound_store_is_told_to_be_one(run: Run, sound: Path) -> None:
    done = run("check", str(sound))
    assert (done.code, done.out, done.err) == (0, "", "karabakh-tui: 8 records, nothing wrong\n")


def test_an_error_is_one_line_as_a_compiler_tells_it(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", ERROR)
    done = run("check", str(path))
    sentence = "a disputed event has accounts by two parties at least, this one none"
    assert done.code == 1
    assert done.out == f"{path}:6:1: E401 events/x status: {sentence}\n"
    assert done.err == "karabakh-tui: 1 error; `karabakh-tui check --explain E401` says more\n"


def test_what_is_no_error_says_so_at_its_end(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", WARNING)
    done = run("check", str(path))
    assert (done.code, done.out) == (1, f"{path}:2:1: W302 sources/x id: nothing cites this source [warning]\n")


def test_notes_alone_are_clean(run: Run, tmp_path: Path) -> None:
    done = run("check", str(written(tmp_path / "x.toml", NOTE)))
    assert done.code == 0
    assert done.out.endswith("[note]\n")
    assert done.err.startswith("karabakh-tui: 1 note; ")


def test_findings_stand_in_the_order_of_the_file_and_are_counted_by_gravity(run: Run, tmp_path: Path) -> None:
    done = run("check", str(written(tmp_path / "x.toml", NOTE + WARNING + ERROR.replace('"x"', '"y"'))))
    lines = [int(line.split(":")[1]) for line in done.out.splitlines()]
    assert lines == sorted(lines)
    assert len(lines) == 3
    assert done.err.startswith("karabakh-tui: 1 error, 1 warning, 1 note; `karabakh-tui check --explain E401`")


def test_what_the_reader_finds_is_told_once_among_the_others(run: Run, tmp_path: Path) -> None:
    done = run("check", str(written(tmp_path / "x.toml", WARNING + event("sorces = []"))))
    assert [line.split()[1] for line in done.out.splitlines()] == ["W302", "E104"]


def test_several_stores_are_checked_one_after_the_other(run: Run, tmp_path: Path, sound: Path) -> None:
    paths = [written(tmp_path / f"{name}.toml", WARNING) for name in "ab"]
    done = run("check", str(paths[0]), str(sound), str(paths[1]))
    assert [line.split(":")[0] for line in done.out.splitlines()] == list(map(str, paths))
    assert done.err.startswith("karabakh-tui: 2 warnings; ")


def test_without_a_store_the_one_that_commands_take_is_checked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARABAKH_TUI_STORE", str(written(tmp_path / "x.toml", ERROR)))
    assert run("check").code == 1


def test_a_store_that_cannot_be_read_is_another_exit_code(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("[store", encoding="utf-8")
    done = run("check", str(path))
    assert (done.code, done.out) == (3, "")
    assert "not TOML" in done.err
    assert run("check", str(tmp_path / "none.toml")).code == 3


def test_hostile_text_is_told_harmlessly_in_every_form(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", FAULTS["a control character"][0] + quote(text="Fе\\u202erry", date="1901-07"))
    for form in ("text", "json", "github"):
        done = run("check", str(path), "--format", form)
        assert done.code == 1
        assert all(letter.isprintable() or letter == "\n" for letter in done.out + done.err)


# Forms


def test_json_has_every_part_of_a_finding(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", WARNING)
    done = run("check", str(path), "--format", "json")
    assert done.code == 1
    assert done.json == {
        "schema_version": 1,
        "store": {"id": "aldwater", "edition": None},
        "accepted": 0,
        "findings": [
            {
                "code": "W302", "severity": "warning", "file": str(path), "line": 2, "column": 1, "record": "sources/x",
                "field": "id", "message": "nothing cites this source",
            }
        ],
    }  # fmt: skip


def test_json_of_a_sound_store_is_one_object_too(run: Run, sound: Path) -> None:
    done = run("check", str(sound), "--format", "json")
    assert (done.code, done.json["findings"]) == (0, [])


def test_json_is_of_one_store(run: Run, sound: Path) -> None:
    done = run("check", str(sound), str(sound), "--format", "json")
    assert (done.code, done.out) == (2, "")


def test_github_is_told_in_its_own_commands(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(Path("a,b.toml"), NOTE + WARNING + event('tags = ["a", "a"]', status="50% sure").replace('"x"', '"y"'))
    done = run("check", "a,b.toml", "--format", "github")
    assert done.out.splitlines() == [
        "::notice file=a%2Cb.toml,line=7,col=1,title=N402::"
        "quotes/x on_behalf_of: the speaker speaks for itself; leave this out",
        "::warning file=a%2Cb.toml,line=9,col=1,title=W302::sources/x id: nothing cites this source",
        "::error file=a%2Cb.toml,line=19,col=1,title=E105::events/y status: "
        "one of established, reported, claimed, disputed is needed, not '50%25 sure'; the record is set aside",
    ]


# Explaining


@pytest.mark.parametrize("code", [*RULES, *CODES])
def test_every_code_is_explained(run: Run, code: str) -> None:
    done = run("check", "--explain", code.lower())
    assert done.code == 0
    summary, _, explanation = done.out.partition("\n\n")
    assert summary.startswith(f"{code}: ")
    assert summary.endswith(".")
    assert len(explanation.strip()) > 20


def test_a_code_that_does_not_exist_is_refused_with_the_nearest(run: Run) -> None:
    done = run("check", "--explain", "W3002")
    assert (done.code, done.out) == (2, "")
    assert 'there is no code "W3002" - did you mean "W302"?' in done.err
    assert "docs/check.md" in run("check", "--explain", "qqq").err


# Baselines


def test_a_baseline_accepts_what_is_there_and_fails_on_the_new(run: Run, tmp_path: Path) -> None:
    path, baseline = written(tmp_path / "x.toml", WARNING), tmp_path / "accepted.json"
    done = run("check", str(path), "--write-baseline", str(baseline))
    assert (done.code, done.out, done.err) == (0, "", f"karabakh-tui: {baseline} accepts 1 finding\n")
    done = run("check", str(path), "--baseline", str(baseline))
    assert (done.code, done.out) == (0, "")
    assert done.err == "karabakh-tui: 9 records, nothing new; 1 finding accepted by the baseline\n"
    written(path, "\n\n" + ERROR + WARNING)
    done = run("check", str(path), "--baseline", str(baseline))
    assert (done.code, [line.split()[1] for line in done.out.splitlines()]) == (1, ["E401"])
    assert "1 finding accepted by the baseline" in done.err


def test_what_is_gone_from_a_baseline_is_counted(run: Run, tmp_path: Path) -> None:
    path, baseline = written(tmp_path / "x.toml", WARNING), tmp_path / "accepted.json"
    run("check", str(path), "--write-baseline", str(baseline))
    done = run("check", str(written(path, "")), "--baseline", str(baseline))
    assert done.code == 0
    assert done.err.endswith("nothing wrong; 1 of the baseline not found any more: write it anew\n")


def test_a_baseline_that_cannot_be_read_or_written_is_told(run: Run, sound: Path, tmp_path: Path) -> None:
    assert run("check", str(sound), "--baseline", str(tmp_path / "none.json")).code == 2
    done = run("check", str(sound), "--write-baseline", str(tmp_path / "none" / "x.json"))
    assert done.code == 4
    assert "not saved" in done.err


# Links


def test_no_address_is_asked_unless_that_is_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> dict[str, Answer]:
        raise AssertionError("asked")

    monkeypatch.setattr(asking, "ask", never)
    assert run("check", str(written(tmp_path / "x.toml", source('url = "https://x.example/"')))).code == 0


def test_addresses_are_asked_where_that_is_asked_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []

    def gone(addresses: set[str], manners: Manners) -> dict[str, Answer]:
        asked.append(addresses)
        assert manners.pause >= 1
        return {"https://x.example/": Answer(404)}

    monkeypatch.setattr(asking, "ask", gone)
    done = run("check", str(written(tmp_path / "x.toml", source('url = "https://x.example/"'))), "--links")
    assert asked == [{"https://x.example/", "https://gazette.example/1901"}]
    assert done.code == 1
    assert done.out.endswith("W901 sources/x url: the page is not there: the server answers 404 [warning]\n")
    asking_them = "asking 2 addresses at 2 hosts, one after the other at each: 1 s at least"
    assert done.err.startswith(f"karabakh-tui: {asking_them}\n")


def test_the_hook_of_pre_commit_calls_the_command() -> None:
    hooks = (Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "entry: karabakh-tui check\n" in hooks
    assert hooks.startswith("- id: karabakh-tui-check\n")


# Mending


def test_what_can_be_mended_is_mended_in_the_file_and_the_rest_is_told(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", event('tags = ["a", "a ", "b"]', status="disputed"))
    done = run("check", str(path), "--fix")
    assert path.read_text(encoding="utf-8") == event('tags = ["a", "b"]', status="disputed") + REST
    assert (done.code, [line.split()[1] for line in done.out.splitlines()]) == (1, ["E401"])
    assert [line.split()[3] for line in done.err.splitlines() if ": mended: " in line] == ["W602", "W102"]


def test_nothing_is_mended_unless_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", event('tags = ["a", "a"]'))
    before = path.read_bytes()
    assert run("check", str(path)).code == 1
    assert path.read_bytes() == before


def test_a_file_in_which_nothing_can_be_mended_is_not_written(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", ERROR)
    before = path.stat()
    assert run("check", str(path), "--fix").code == 1
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_mending_needs_the_store_to_be_named(run: Run, store: Path) -> None:
    done = run("check", "--fix")
    assert (done.code, done.out) == (2, "")
    assert "name the stores" in done.err


def test_a_file_that_cannot_be_written_is_told_and_left_as_it_is(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "x.toml", event('tags = ["a", "a"]'))
    path.chmod(0o444)
    done = run("check", str(path), "--fix")
    assert (done.code, done.out) == (4, "")
    assert "read-only" in done.err
