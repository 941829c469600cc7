"""What goes to the terminal: as little as possible, and on the screen the same as if all had gone there."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from karabakh_tui.tui.output import Painter, erases_in_colour
from karabakh_tui.tui.stretches import stretches

COLUMNS, ROWS = 40, 6

Cell = tuple[object, ...]


class Terminal:
    """A terminal that is looked at: cells as they are seen, and the cursor."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)

    def take(self, data: str) -> None:
        self._stream.feed(data)

    def seen(self) -> tuple[list[list[Cell]], tuple[int, int]]:
        cells = [[_seen(self._screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]
        return cells, (self._screen.cursor.x, self._screen.cursor.y)


def _seen(cell: pyte.screens.Char) -> Cell:
    blank = cell.data == " " and not (cell.underscore or cell.reverse or cell.strikethrough or cell.blink)
    return (" ", cell.bg) if blank else tuple(cell)


STYLES = (
    "1;38;2;1;2;3", "38;2;1;2;3;48;2;9;9;9", "4;38;2;5;5;5", "7", "48;2;9;9;9", "3;38;5;12;48;5;3", "2;31;44",
    "9;92;103", "1;2", "4;7;48;2;9;9;9",
)  # fmt: skip
TEXTS = ("                    ", "abc", "hello world ", " ", "        ", "Жы", "Հայ", "漢字", "e\u0301a", "…●", "x")
pieces = st.tuples(st.sampled_from(TEXTS), st.sampled_from((*STYLES, "")))


@st.composite
def lines(draw: st.DrawFn, y: int) -> str:
    """A line as Textual writes it: placed, then text whose style is told before it and reset after it."""
    x = draw(st.integers(0, COLUMNS // 2))
    out, width = f"\x1b[{y + 1};{x + 1}H", x
    for text, style in draw(st.lists(pieces, max_size=8)):
        width += cell_len(text)
        if width >= COLUMNS:
            break
        out += f"\x1b[{style}m{text}\x1b[0m" if style else text
    return out + ("\n" if y < ROWS - 1 and draw(st.booleans()) else "")


@st.composite
def updates(draw: st.DrawFn) -> str:
    painted = draw(st.lists(st.integers(0, ROWS - 1), unique=True, min_size=1))
    cursor = f"\x1b[{draw(st.integers(1, ROWS))};{draw(st.integers(1, COLUMNS))}H"
    return "".join(draw(lines(y)) for y in painted) + cursor


@settings(deadline=None, max_examples=150)
@given(st.lists(updates(), min_size=1, max_size=6), st.booleans())
def test_the_screen_is_the_same_as_if_everything_had_been_written(written: list[str], erases: bool) -> None:
    whole, less, painter = Terminal(), Terminal(), Painter(erases=erases)
    for update in written:
        whole.take(update)
        less.take(painter.changes(update))
        assert less.seen() == whole.seen()


@settings(deadline=None, max_examples=50)
@given(updates())
def test_what_stands_there_already_is_not_written_again(update: str) -> None:
    painter = Painter()
    painter.changes(update)
    assert painter.changes(update) == ""


def test_only_the_cells_that_change_are_written() -> None:
    painter = Painter()
    painter.changes("\x1b[3;5H\x1b[31mone two three\x1b[0m\x1b[1;1H")
    assert painter.changes("\x1b[3;5H\x1b[31mone tin three\x1b[0m\x1b[1;1H") == ("\x1b[31m\x1b[3;10Hin\x1b[0m\x1b[1;1H")


def test_many_blanks_are_erased_where_the_terminal_erases_in_colour() -> None:
    painter = Painter(erases=True)
    painter.changes("\x1b[4;1Hstart\x1b[1;1H")
    blue = "\x1b[44m"
    first = painter.changes(f"\x1b[1;1H{blue}one{' ' * 16}two{' ' * 10}\x1b[0m\x1b[1;1H")
    assert first == f"{blue}\x1b[1;1Hone\x1b[16X\x1b[16Ctwo\x1b[10X\x1b[0m\x1b[1;1H"
    assert " " * 30 in painter.changes(f"\x1b[2;1H\x1b[4m{' ' * 30}\x1b[0m\x1b[1;1H")  # a line under blanks is seen


@pytest.mark.parametrize(
    ("terminal", "erases"),
    [
        ("xterm-256color", True),
        ("linux", True),
        ("foot", True),
        ("tmux-256color", False),
        ("screen", False),
        ("", False),
    ],
)
def test_terminals_are_known_to_erase_in_colour_by_their_names(terminal: str, erases: bool) -> None:
    assert erases_in_colour(terminal) is erases


def test_a_style_is_told_once_for_all_that_has_it() -> None:
    painter = Painter()
    painter.changes("\x1b[4;1Hstart\x1b[1;1H")
    out = painter.changes("\x1b[1;1H\x1b[31ma\x1b[0m\x1b[32mb\x1b[0m\x1b[31mc\x1b[0m\x1b[2;1H\x1b[31md\x1b[0m")
    assert out.count("31") == 1
    assert out.count("32") == 1


def test_an_update_without_a_change_is_not_even_begun() -> None:
    begin, end = "\x1b[?2026h", "\x1b[?2026l"
    painter = Painter()
    first = [painter.changes(data) for data in (begin, "\x1b[1;1Hone\x1b[1;1H", end)]
    assert first == ["", begin + "\x1b[1;1Hone\x1b[1;1H", end]
    assert [painter.changes(data) for data in (begin, "\x1b[1;1Hone\x1b[1;1H", end)] == ["", "", ""]
    assert painter.changes("\x1b[2;9H") == "\x1b[2;9H"


def test_anything_unknown_goes_as_it_is_and_everything_is_written_anew_after_it() -> None:
    update = "\x1b[1;1Hone\x1b[1;1H"
    for unknown in ("\x1b[?1049h", "\x1b[2J", "\x1b]52;c;YQ==\x07", "\x07", "words", "\x1b[1;1H\x1b[Kone", "\x1b7"):
        painter = Painter()
        painter.changes(update)
        assert painter.changes(unknown) == unknown
        assert painter.changes(update) == update


def test_showing_or_hiding_the_cursor_changes_nothing_else() -> None:
    painter = Painter()
    painter.changes("\x1b[1;1Hone\x1b[1;1H")
    assert painter.changes("\x1b[?25l") == "\x1b[?25l"
    assert painter.changes("\x1b[1;1Hone\x1b[1;1H") == ""


def test_after_a_change_of_size_everything_is_written_anew() -> None:
    painter, update = Painter(), "\x1b[1;1Hone\x1b[1;1H"
    assert painter.changes(update, (80, 24)) == update
    assert painter.changes(update, (80, 24)) == ""
    assert painter.changes(update, (81, 24)) == update


def test_what_was_painted_for_a_larger_terminal_is_not_taken_as_known() -> None:
    small = (40, 6)
    for outside in ("\x1b[2;30Htoo long a line\x1b[1;1H", "\x1b[9;1Hbelow\x1b[1;1H"):
        painter, update = Painter(), "\x1b[1;1Hone\x1b[1;1H"
        painter.changes(update, small)
        painter.changes(outside, small)
        assert painter.changes(update, small) == update


def test_letters_of_uncertain_width_are_written_alone_and_what_follows_them_has_a_place_of_its_own() -> None:
    painter = Painter()
    painter.changes("\x1b[1;1Hab\x1b[31m漢字\x1b[0mcd\x1b[2;1H")
    again = painter.changes("\x1b[1;1Hab\x1b[31m漢字\x1b[0mce\x1b[2;1H")
    assert again == "\x1b[1;3H\x1b[31m    \x1b[1;3H漢字\x1b[0m\x1b[1;8He\x1b[2;1H"


UNCERTAIN = (
    "👩\u200d👩\u200d👧",
    "🇦🇲",
    "🇦🇿🇦🇲",
    "👍🏽",
    "☂\ufe0f",
    "हिन्दी",
    "漢字",
    "e\u0301",
    "🔥",
    "ab",
    " ",
    "Հայ",
    "x │ ",
)


@st.composite
def columns_of_text(draw: st.DrawFn) -> tuple[str, dict[tuple[int, int], str]]:
    """Some lines of three panes, and the cells of them of which one can tell what should stand there."""
    out, cells = "", {}
    for y in draw(st.lists(st.integers(0, ROWS - 1), unique=True, min_size=1)):
        for left, width in draw(
            st.sampled_from([((0, 14), (14, 2), (16, 24)), ((0, 14),), ((14, 2), (16, 24)), ((16, 24),)])
        ):
            text = set_cell_size("".join(draw(st.lists(st.sampled_from(UNCERTAIN), max_size=6))), width)
            out += f"\x1b[{y + 1};{left + 1}H{text}"
            at = left
            for stretch in stretches(text):
                for cell in range(at, at + stretch.width):
                    cells[y, cell] = "" if stretch.reach else stretch.text[cell - at]
                at += stretch.width
    return out + "\x1b[1;1H", cells


@settings(deadline=None, max_examples=200)
@given(st.lists(columns_of_text(), min_size=1, max_size=8))
def test_no_letter_moves_what_follows_it_or_stays_behind(updates: list[tuple[str, dict[tuple[int, int], str]]]) -> None:
    # The emulator counts each letter by itself: families take six cells in it, umbrellas one, where two are given.
    screen = pyte.Screen(COLUMNS, ROWS)
    stream, painter, expected = pyte.Stream(screen), Painter(), dict[tuple[int, int], str]()
    stream.feed("\x1b[?7l")  # lines do not wrap while the app runs
    for update, cells in updates:
        stream.feed(painter.changes(update, (COLUMNS, ROWS)))
        expected |= cells
        shown = {place: screen.buffer[place[0]][place[1]].data for place, letter in expected.items() if letter}
        assert shown == {place: letter for place, letter in expected.items() if letter}
