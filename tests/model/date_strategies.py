"""Made-up dates: those that every reader of EDTF takes, all that ours takes, and texts that are none."""

from __future__ import annotations

from hypothesis import strategies as st

MARKS = st.sampled_from("?~%")

QUALIFIED = """
    {y}{q} {y}-{m}{q} {y}-{m}-{d}{q}
    {y}{q}-{m} {y}{q}-{m}-{d} {y}-{m}{q}-{d}
    {q}{y} {q}{y}-{m} {q}{y}-{m}-{d} {y}-{q}{m} {y}-{q}{m}-{d} {y}-{m}-{q}{d}
"""
"""Where a mark can stand: after the whole, after its first parts, before one part."""


@st.composite
def plain(draw: st.DrawFn, first: int = -9999, last: int = 9999) -> str:
    """Return a year, a month or a day."""
    year = written_year(draw(st.integers(first, last).filter(bool)))
    length = draw(st.integers(1, 3))
    return "-".join([year, f"{draw(st.integers(1, 12)):02d}", f"{draw(st.integers(1, 28)):02d}"][:length])


def written_year(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


@st.composite
def qualified(draw: st.DrawFn) -> str:
    """Return a date with a mark on the whole, on its first parts, or on one part."""
    year, month, day = draw(plain(1, 9999))[:4], draw(st.integers(1, 12)), draw(st.integers(1, 28))
    mark = draw(MARKS)
    form = draw(st.sampled_from(QUALIFIED.split()))
    return form.format(y=year, m=f"{month:02d}", d=f"{day:02d}", q=mark)


@st.composite
def unspecified(draw: st.DrawFn) -> str:
    """Return a date whose last digits are unspecified."""
    year, month = f"{draw(st.integers(1, 9999)):04d}", f"{draw(st.integers(1, 12)):02d}"
    forms = [f"{year[:3]}X", f"{year[:2]}XX", f"{year}-XX", f"{year}-{month}-XX", f"{year}-XX-XX"]
    return draw(st.sampled_from(forms))


def seasons() -> st.SearchStrategy[str]:
    """Return a season or another part of a year, but winters that end in the next one."""
    numbers = [number for number in range(21, 42) if number not in (24, 28, 30)]
    return st.builds("{:04d}-{}".format, st.integers(1, 9999), st.sampled_from(numbers))


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Return an interval of dates in different years, or one that is open."""
    middle = draw(st.integers(2, 9998))
    start, end = draw(plain(1, middle)), draw(plain(middle + 1, 9999))
    marks = st.sampled_from(["", "?", "~", "%"])
    start, end = start + draw(marks), end + draw(marks)
    return draw(st.sampled_from([f"{start}/{end}", f"{start}/..", f"../{end}"]))


@st.composite
def sets(draw: st.DrawFn) -> str:
    """Return one of several dates, or all of them."""
    middle = draw(st.integers(2, 9998))
    first, second = draw(plain(1, middle)), draw(plain(middle + 1, 9999))
    year = f"{draw(st.integers(1, middle)):04d}..{draw(st.integers(middle + 1, 9999)):04d}"
    inside = draw(st.sampled_from([f"{first},{second}", f"{second},{first}", year, f"..{first}", f"{second}.."]))
    return f"[{inside}]" if draw(st.booleans()) else f"{{{inside}}}"


def common_dates() -> st.SearchStrategy[str]:
    """Return a date of a form on which the parsers have no disagreement."""
    return st.one_of(plain(), qualified(), unspecified(), seasons(), intervals(), sets())


@st.composite
def patterns(draw: st.DrawFn) -> str:
    """Return a date with any digits unspecified, marked anywhere; few of them have no day at all."""
    marks = st.sampled_from(["", "", "", "?", "~", "%"])
    year = draw(st.from_regex(r"-?[0-9X]{4}", fullmatch=True))
    month = draw(st.from_regex(r"0[1-9X]|1[0-2X]|X[0-9X]", fullmatch=True))
    day = draw(st.from_regex(r"0[1-9X]|[12][0-9X]|3[01X]|X[0-9X]", fullmatch=True))
    parts = [f"{draw(marks)}{part}{draw(marks)}" for part in (year, month, day)]
    return "-".join(parts[: draw(st.integers(1, 3))])


def long_years() -> st.SearchStrategy[str]:
    """Return a year with Y, an exponent or significant digits; few of them are none."""
    return st.from_regex(r"(Y-?[1-9][0-9]{4,18}|Y-?[1-9][0-9]{0,3}E[1-9][0-9]?|-?[0-9]{4})(S[1-9])?", fullmatch=True)


def times() -> st.SearchStrategy[str]:
    """Return a day with a time."""
    return st.builds(
        "{}T{:02d}:{:02d}:{:02d}{}".format,
        st.dates(),
        st.integers(0, 23),
        st.integers(0, 59),
        st.integers(0, 59),
        st.sampled_from(["", "Z", "+04", "+04:00", "-03:30", "+00:00", "+14:00"]),
    )


def all_dates() -> st.SearchStrategy[str]:
    """Return what has the form of a date that ours takes."""
    single = st.one_of(plain(), qualified(), unspecified(), seasons(), patterns(), long_years())
    pair = st.builds("{}/{}".format, single, st.one_of(single, st.sampled_from(["", ".."])))
    several = st.lists(single, min_size=2, max_size=4).map(",".join)
    return st.one_of(
        single, times(), intervals(), sets(), pair, several.map("[{}]".format), several.map("{{{}}}".format)
    )


def near_dates() -> st.SearchStrategy[str]:
    """Return a text made of what dates are made of."""
    return st.text(alphabet="0123456789XYESTZ-+/.,:[]{}?~% \n", max_size=40)
