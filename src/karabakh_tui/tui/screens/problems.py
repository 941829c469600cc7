"""What is wrong or doubtful in the store: found beside the reading, told where it is new, and listed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual import work
from textual.worker import get_current_worker

from karabakh_tui.show import show
from karabakh_tui.state.key_names import key_label
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.text.page import Page
from karabakh_tui.tui.text.runs import Run

from .dialogs import Dialogs

if TYPE_CHECKING:
    from karabakh_tui.storage.problems import Problem

    from .chooser import Choice
    from .reader import Further

QUICKLY_CHECKED = 3_000
"""Records up to which a store is checked unasked, and nobody has to be told to wait."""

UNREADABLE = "unreadable"
"""The id of the row that says why the file cannot be read."""


class Found(NamedTuple):
    """What a check has found, and in what."""

    loaded: Loaded
    problems: tuple[Problem, ...]


class Doubting(Dialogs):
    """Checks the store in threads: the rules are loaded when the first one runs."""

    unreadable = ""
    """Why the file cannot be read now, in a sentence; what is shown is then what was read before."""
    _last_found: Found | None = None
    """What was found in the whole store last: in this one, or in that which was read before."""
    _saved: tuple[str, ...] = ()
    """The records, as `table/id`, that were written since."""

    # Unasked

    def doubt(self, before: Loaded | None = None) -> None:
        """Find what is wrong in the store, in a thread, and tell what was not there before.

        Of a large store only the records that were saved are looked at, and what they were in the one before.
        """
        loaded = self.loaded
        if loaded is None:
            return
        if len(loaded.store) <= QUICKLY_CHECKED:
            self._doubt(loaded, self._last_found)
            return
        self._last_found = None  # it would keep the store that was read before
        if self._saved:
            self._doubt_records(loaded, before, self._saved)

    @work(thread=True, exclusive=True, group="doubt")
    def _doubt(self, loaded: Loaded, before: Found | None) -> None:
        from karabakh_tui.check.checking import check
        from karabakh_tui.check.comparing import new_findings

        worker = get_current_worker()
        problems = check(loaded)
        is_known = before is not None and before.loaded.path == loaded.path
        new = new_findings(before.problems, problems) if before is not None and is_known else ()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._doubted, Found(loaded, problems), new)

    @work(thread=True, exclusive=True, group="doubt")
    def _doubt_records(self, loaded: Loaded, before: Loaded | None, saved: Sequence[str]) -> None:
        from karabakh_tui.check.comparing import new_findings

        worker = get_current_worker()
        old = _of_records(before, saved) if before is not None and before.path == loaded.path else ()
        new = new_findings(old, _of_records(loaded, saved))
        if not worker.is_cancelled:
            self.app.call_from_thread(self._tell_new, loaded, new)

    def _doubted(self, found: Found, new: Sequence[Problem]) -> None:
        """Count what was found in the title, and tell what is new."""
        if found.loaded is self.loaded:
            self._last_found = found
            self._show_title(found.loaded)
            self._tell_new(found.loaded, new)

    def _tell_new(self, loaded: Loaded, new: Sequence[Problem]) -> None:
        """Tell findings that were not there before, those of what was saved first, and errors before warnings."""
        if loaded is not self.loaded:
            return
        saved, self._saved = self._saved, ()
        if not new:
            return
        first = min(new, key=lambda each: (each.record not in saved, each.severity != "error"))
        more = f"\n… and {len(new) - 1:,} more; the command “problems” lists them" if len(new) > 1 else ""
        words = f"{'Saved; check' if saved else 'Check'} says: {_in_words(first)}"
        severity: Literal["error", "warning"] = "error" if first.severity == "error" else "warning"
        self.notify(f"{show(words)}{more}", markup=False, severity=severity, timeout=15)

    def counted(self, loaded: Loaded) -> tuple[int, int]:
        """Return how many errors and warnings there are: what the reader tells, until the rules have been asked."""
        if self._last_found is not None and self._last_found.loaded is loaded:
            grave = [each.severity for each in self._last_found.problems]
        else:
            grave = [loaded.store.check.get(each.code, "error") for each in loaded.problems]
        return grave.count("error"), grave.count("warning")

    # On demand

    def action_problems(self) -> None:
        """List what is wrong or doubtful in the store; Enter goes to the record, or shows its text."""
        if self.loaded is None:
            return
        if self._last_found is not None and self._last_found.loaded is self.loaded:
            self._list_problems(self._last_found)
        else:
            if len(self.loaded.store) > QUICKLY_CHECKED:
                self.notify("Checking …", markup=False, timeout=2)
            self._check(self.loaded)

    @work(thread=True, exclusive=True, group="check")
    def _check(self, loaded: Loaded) -> None:
        """Find what is wrong or doubtful, in a thread."""
        from karabakh_tui.check.checking import check

        worker = get_current_worker()
        found = Found(loaded, check(loaded))
        if not worker.is_cancelled:
            self.app.call_from_thread(self._list_checked, found)

    def _list_checked(self, found: Found) -> None:
        self._doubted(found, ())
        self._list_problems(found)

    def _list_problems(self, found: Found) -> None:
        if not found.problems and not self.unreadable:
            self.notify("There is no problem in this store.", markup=False)
            return
        self.app.clear_notifications()  # they would lie over the sentence below the list
        self.choose("Problems", self._rows(found), partial(self._problem_chosen, found))

    def _rows(self, found: Found) -> list[Choice]:
        from .chooser import Choice

        rows = [
            Choice(f"{number}", _in_words(problem), f"{problem.severity} · line {problem.line:,}")
            for number, problem in enumerate(found.problems)
        ]
        if self.unreadable:
            now = [Choice(UNREADABLE, self.unreadable_in_words(found.loaded), "error")]
            rows = [*now, *([Choice(None, "In what was read before")] if rows else []), *rows]
        return rows

    def _problem_chosen(self, found: Found, chosen: str | None) -> None:
        if chosen == UNREADABLE:
            page = Page(found.loaded.store)
            page.text(self.unreadable, "bold")
            self.read("Problem", page)
        elif chosen is not None:
            self._show_problem(found.loaded, found.problems[int(chosen)])

    def _show_problem(self, loaded: Loaded, problem: Problem) -> None:
        """Open the record that has a problem, and say it; where it was set aside, or there is none, say it whole."""
        aside = next((each for each in loaded.set_aside if each.problem == problem), None)
        record = loaded.store.find(problem.record) if aside is None else None
        if record is not None:
            self.show_record(record)
            self.notify(show(_in_words(problem)), markup=False, timeout=10)
            return
        page = Page(loaded.store)
        page.text(str(problem), "bold")
        if aside is not None:
            page.gap()
            page.line(Run("Set aside; its text in the file:"))
            page.text(aside.text)
        self.read("Problem", page, self._in_the_editor(problem.line))

    def _in_the_editor(self, line: int) -> Further | None:
        """Return the way to a line of the file; None where no key leads to the editor."""
        from .reader import Further

        keys = next((each.keys for each in self.commands if each.id == "editor"), ())
        words = f"{key_label(keys[0])} opens your editor at line {line:,}" if keys else ""
        return Further(keys, words, lambda: self.edit_at(line)) if keys else None

    def edit_at(self, line: int) -> None:
        """Open the reader's own editor at a line of the file."""
        raise NotImplementedError

    def unreadable_in_words(self, loaded: Loaded) -> str:
        """Return why the file cannot be read, without its name, which one knows; nothing where it can be."""
        if not self.unreadable:
            return ""
        where, _, why = self.unreadable.removeprefix(f"{loaded.path}:").partition(": ")
        line = where.partition(":")[0]
        if line.isdigit():
            return f"Line {line} cannot be read: {why}"
        return f"The file cannot be read: {self.unreadable.removeprefix(f'{loaded.path}: ')}"

    # What the main screen knows

    def _show_title(self, loaded: Loaded) -> None:
        """Show the store's name and counts."""
        raise NotImplementedError


def _of_records(loaded: Loaded, refs: Sequence[str]) -> list[Problem]:
    from karabakh_tui.check.checking import check_record

    records = [record for ref in refs if (record := loaded.store.find(ref)) is not None]
    return [problem for record in records for problem in check_record(loaded, record)]


def _in_words(problem: Problem) -> str:
    where = f"{problem.record} {problem.field}".strip()
    return f"{problem.code} {where}: {problem.message}"


def problems_in_words(errors: int, warnings: int) -> str:
    """Return how many problems there are, and how many warnings; nothing where there is nothing wrong."""
    grave = f"{errors:,} problem{'s' * (errors != 1)} in the file" if errors else ""
    mild = f"{warnings:,} warning{'s' * (warnings != 1)}{'' if errors else ' in the file'}" if warnings else ""
    return ", ".join(filter(None, (grave, mild)))
