"""What is not a date: each is refused with a sentence, at the place it is about, and at once."""

from __future__ import annotations

import pytest

from karabakh_tui.model.dates import YEAR_DIGITS, DateError, parse_date

EXAMPLES = "is not a date such as 1994-05-12, 1994-05, 1991~ or 1988/1994"
SEASONS = "is neither a month (01 to 12) nor a season (21 to 41)"

REFUSED = [
    ("", 0, "a date is missing"),
    ("in May", 0, f'"in May" {EXAMPLES}'),
    ("12.05.1994", 0, f'"12.05.1994" {EXAMPLES}'),
    ("19940512", 0, f'"19940512" {EXAMPLES}'),
    ("+1994", 0, f'"+1994" {EXAMPLES}'),
    ("1994~?", 0, f'"1994~?" {EXAMPLES}'),
    ("199u", 0, f'"199u" {EXAMPLES}'),
    ("2004-(06)?-11", 0, f'"2004-(06)?-11" {EXAMPLES}'),
    ("2001-21^southernHemisphere", 0, f'"2001-21^southernHemisphere" {EXAMPLES}'),
    ("１９９４", 0, f'"１９９４" {EXAMPLES}'),
    ("١٩٩٤", 0, f'"١٩٩٤" {EXAMPLES}'),
    ("..", 0, f'".." {EXAMPLES}'),
    ("1994-05-12T", 0, f'"1994-05-12T" {EXAMPLES}'),
    ("1994-05-12T10:00", 0, f'"1994-05-12T10:00" {EXAMPLES}'),
    ("1994-05-12T24:00:01", 0, f'"1994-05-12T24:00:01" {EXAMPLES}'),
    ("1994-05-12T10:00:60", 0, f'"1994-05-12T10:00:60" {EXAMPLES}'),
    ("1994-05-12t10:00:00", 0, f'"1994-05-12t10:00:00" {EXAMPLES}'),
    ("1994-05-12T10:00:00+14:30", 0, f'"1994-05-12T10:00:00+14:30" {EXAMPLES}'),
    ("1994-05-12T10:00:00-00:00", 0, f'"1994-05-12T10:00:00-00:00" {EXAMPLES}'),
    (" 1994", 0, "a date has no blanks around it"),
    ("1994\n", 0, "a date has no blanks around it"),
    ("[1994, 1995]", 6, "a date has no blanks around it"),
    ("5", 0, "use 0005: years have four digits"),
    ("994", 0, "use 0994: years have four digits"),
    ("1994-5", 5, "use 1994-05: months and days have two digits"),
    ("1994-5-2", 5, "use 1994-05-02: months and days have two digits"),
    ("1994-05-2", 5, "use 1994-05-02: months and days have two digits"),
    ("1988/1994-5", 10, "use 1994-05: months and days have two digits"),
    ("-0000", 0, "there is no year -0000; 1 BCE is 0000"),
    ("-0000-01-01", 0, "there is no year -0000; 1 BCE is 0000"),
    ("1994-00", 5, "there is no month 00"),
    ("1994-13", 5, "there is no month 13"),
    ("1994-13-01", 5, "there is no month 13"),
    ("1994-2X", 5, "there is no month 2X"),
    ("1988/1994-13", 10, "there is no month 13"),
    ("1994-42", 5, f"42 {SEASONS}"),
    ("1994-99", 5, f"99 {SEASONS}"),
    ("1994-05-00", 8, "there is no such day: 00 of month 05"),
    ("1994-04-31", 8, "there is no such day: 31 of month 04"),
    ("1994-02-29", 8, "there is no such day: 29 of month 02"),
    ("1900-02-29", 8, "there is no such day: 29 of month 02"),
    ("19X1-02-29", 8, "there is no such day: 29 of month 02"),
    ("XXXX-02-30", 8, "there is no such day: 30 of month 02"),
    ("XXXX-XX-32", 8, "there is no such day: 32 of month XX"),
    ("1994-02-3X", 8, "there is no such day: 3X of month 02"),
    ("1994-02-29~", 8, "there is no such day: 29 of month 02"),
    ("1994-21-05", 8, "season 21 cannot have a day"),
    ("1994T10:00:00", 4, "a time of day needs a whole day, without marks"),
    ("1994-05T10:00:00", 7, "a time of day needs a whole day, without marks"),
    ("1994-05-12~T10:00:00", 11, "a time of day needs a whole day, without marks"),
    ("1994-05-XXT10:00:00", 10, "a time of day needs a whole day, without marks"),
    ("1994-05-12T10:00:00/1994-05-13", 10, "a time of day stands in a single date only"),
    ("1994-05-12/1994-05-13T10:00:00", 21, "a time of day stands in a single date only"),
    ("[1994,1994-05-12T10:00:00]", 16, "a time of day stands in a single date only"),
    ("[1994-05-12T10:00:00..1994-05-13T10:00:00]", 11, "a time of day stands in a single date only"),
    ("1988/1990/1994", 9, "an interval has one `/`"),
    ("/", 0, "an interval needs a date at one end at least"),
    ("../..", 0, "an interval needs a date at one end at least"),
    ("/..", 0, "an interval needs a date at one end at least"),
    ("1994/1988", 5, "the interval ends before it begins"),
    ("1994-05-12/1994-05-11", 11, "the interval ends before it begins"),
    ("1994-05-12/1994-04", 11, "the interval ends before it begins"),
    ("1992-24/1992-21", 8, "the interval ends before it begins"),
    ("-0042/-0043", 6, "the interval ends before it begins"),
    ("1988/[1990,1991]", 5, f'"[1990,1991]" {EXAMPLES}'),
    ("1988/P1Y", 5, f'"P1Y" {EXAMPLES}'),
    ("[1994", 4, "a set that begins with `[` ends with `]` and holds dates"),
    ("{1994]", 5, "a set that begins with `{` ends with `}` and holds dates"),
    ("[]", 1, "a set that begins with `[` ends with `]` and holds dates"),
    ("[1994]", 0, "a set of one date is that date: write 1994"),
    ("{1994-05~}", 0, "a set of one date is that date: write 1994-05~"),
    ("[1994,]", 6, f'"" {EXAMPLES}'),
    ("[..]", 1, "a range in a set needs a date at one end at least"),
    ("[1988,1994..1990]", 12, "the range ends before it begins"),
    ("[1988..1990-05]", 7, "both ends of a range in a set are days, or months, or years"),
    ("[1667,..1760,1984]", 6, "`..` stands open at the beginning or the end of a set only"),
    ("[1667..,1984]", 1, "`..` stands open at the beginning or the end of a set only"),
    ("[1988/1990,1992]", 1, f'"1988/1990" {EXAMPLES}'),
    ("Y1994", 0, "Y is for years of more than four digits"),
    ("Y-1994", 0, "Y is for years of more than four digits"),
    ("Y19S1", 0, "Y is for years of more than four digits"),
    ("Y1E3", 0, "Y is for years of more than four digits"),
    ("Y01994", 0, "a year written with Y has no leading zero"),
    ("Y17E07", 0, "a year written with Y has no leading zero"),
    ("Y0E9", 0, "a year written with Y has no leading zero"),
    ("Y17000-05", 0, "a year written with Y stands alone"),
    (f"Y1{'0' * YEAR_DIGITS}", 0, "a year has at most 18 digits"),
    ("Y1E18", 0, "a year has at most 18 digits"),
    ("1950S0", 5, "a year of 4 digits has 1 to 4 significant ones"),
    ("1950S5", 5, "a year of 4 digits has 1 to 4 significant ones"),
    ("1950S999999", 5, "a year of 4 digits has 1 to 4 significant ones"),
    ("1950S2-05", 0, "significant digits go with a year alone"),
    ("195XS2", 0, "significant digits go with a year without X"),
]


@pytest.mark.parametrize(("text", "position", "message"), REFUSED)
def test_what_is_not_a_date_is_refused_with_a_sentence_at_its_place(text: str, position: int, message: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_date(text)
    assert refused.value.message == str(refused.value) == message
    assert refused.value.position == position


HUGE = [
    "9" * 100_000,
    "Y" + "9" * 100_000,
    "Y1E" + "9" * 100_000,
    "1950S" + "9" * 100_000,
    "X" * 100_000,
    "[" * 100_000,
    "[" + "1994," * 20_000 + "]",
    "/" * 100_000,
    "?~%" * 30_000,
]


@pytest.mark.parametrize("text", HUGE, ids=lambda text: f"{text[:6]}…")
def test_huge_texts_are_refused_without_being_computed(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


@pytest.mark.parametrize(
    "text", ["XXXX-XX-31", "-XXXX-02-29", "XXX4-02-29", "Y1E17", "Y9E17S1", "Y-999999999999999999"]
)
def test_dates_of_many_years_are_read_without_counting_them(text: str) -> None:
    date = parse_date(text)
    assert date.earliest <= date.latest
