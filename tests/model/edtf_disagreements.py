"""Where our parser and two others disagree over the corpus, and what of the specification decides for ours.

Clauses are headings of the Library of Congress's EDTF specification (4 February 2019), which profiles ISO 8601-2:2019.
"""

from __future__ import annotations

from typing import NamedTuple

NO_BLANKS = (
    "Level 2, Set representation 4: no spaces are allowed, anywhere; Level 0, Date: nothing but the parts and hyphens"
)
NOT_BACKWARDS = "Level 0, Time Interval: it begins sometime in its first date and ends sometime in its second"
RANGE_FORWARDS = "Level 2, Set representation 5: all the values between the two"
ONE_END = "Level 1, Extended Interval 1 and 2: the start or the end may be unknown or open, not both"
SIGNIFICANT = "Level 2, Significant digits: a positive number of the year's digits; a year of four has no fifth"
CALENDAR = "ISO 8601-1:2019, 4.2.1: dates are of the Gregorian calendar, whose days these are not"
WHOLE_DAY = "Level 0, Date and Time: complete representations for calendar date and time of day"
LONG_YEARS = "Level 1, Letter-prefixed calendar year: when (and only when) the year exceeds four digits"
OUR_LIMIT = "no clause: years have at most 18 digits here (moments.YEAR_DIGITS)"

TIME_SHIFT = "Level 0, Date and Time: a shift in hours, or in hours and minutes, of which zero is one"
SEASON_PARTS = (
    "Level 1, Seasons: the value stands in place of a month, so its date can be qualified or unspecified as others"
)
LONG_IN_INTERVAL = "Level 0, Time Interval: both ends are dates, and a year written with Y is one"
WHOLE_QUALIFIED = "Level 1, Qualification of a date (complete): at the end of the date string, whatever the date"
SET_MEMBERS = "Level 2, Set representation 3 and 5: members and ends of ranges are dates, of any kind"
X_ANYWHERE = "Level 2, Unspecified Digit: X may occur anywhere within a component; Level 1, Negative calendar year"
INTERVAL_PARTS = (
    "Level 2, Interval: portions of a date within an interval may be approximate, uncertain, or unspecified"
)
EACH_RULE = (
    "Level 2, Qualification: to the right of a part for it and all before it, to the left for it alone; both may apply"
)
END_CONTAINS = (
    "Level 0, Time Interval, example 4: it ends sometime in the second date, so anywhere in that month or year"
)

UNKNOWN_END = "Level 1, Extended Interval 1: an unknown end is unknown, not ten years away"
SIGNIFICANT_BOUNDS = "Level 2, Significant digits, example 1: 1950S2 is some year between 1900 and 1999"
WINTER = (
    "Level 2, Sub-year groupings: a season is not cut at the end of the year (the other parser does so for simplicity)"
)
NO_YEAR_MINUS_0 = "Level 1, Negative calendar year: year 0 is not negative, so -000X ends with -0001"
FORWARDS = "Level 1, Unspecified digit(s), examples 3 to 5, with a negative year: no date ends before it begins"
X_BOUNDS = "Level 2, Unspecified Digit, example 6: 1984-1X is October, November or December; the other fails at it"


class Disagreement(NamedTuple):
    """Strings on which a parser decides otherwise than ours, for one reason."""

    oracle: str
    verdict: str
    """What it does: `accepts` what we refuse, `refuses` what we accept, or has other `bounds`."""
    clause: str
    strings: tuple[str, ...]


DISAGREEMENTS = (
    Disagreement("edtf", "accepts", NO_BLANKS, (
        " 1863-03-29", "1863-03-29 ", "[1667,1668, 1670..1672]", "{-1667,1668, 1670..1672}", "[1667, 1672-12]",
        "{1667, 1670..1672}", "{1960 ,  1961-12}", "[1667, 1668, 1670..1672]", "[1760-01, 1760-02, 1760-12..]",
        "[1667, 1760-12]", "{1667,1668, 1670..1672}", "{1960, 1961-12}", "1994\t",
    )),
    Disagreement("edtf", "accepts", NOT_BACKWARDS, (
        "2012-24/2012-21", "2012-23/2012-22", "0800/-0999", "-1000/-2000", "1000/-2000", "0001/0000", "0000/-0001",
        "2018-21/2017-01-01", "1994/1991",
    )),
    Disagreement("edtf", "accepts", RANGE_FORWARDS, (
        "[1672..1670]",
    )),
    Disagreement("edtf", "accepts", ONE_END, (
        "../..",
    )),
    Disagreement("edtf", "accepts", SIGNIFICANT, (
        "-1859S5", "1950S5", "1950S0",
    )),
    Disagreement("edtf", "accepts", CALENDAR, (
        "156X-09-31", "156X-11-31", "15XX-02-3X", "1900-02-29", "1994-02-3X", "XXXX-02-30", "19X1-02-29",
    )),
    Disagreement("edtf", "accepts", WHOLE_DAY, (
        "1994-05T10:00:00", "1994T10:00:00",
    )),
    Disagreement("edtf", "accepts", LONG_YEARS, (
        "Y1E1",
    )),
    Disagreement("edtf", "accepts", OUR_LIMIT, (
        "Y1234567890123456789", "Y1E18",
    )),
    Disagreement("edtf", "refuses", TIME_SHIFT, (
        "2016-05-02T16:54:59+00:00", "2016-05-02T16:54:59+14", "2016-05-02T12:00:00-14", "1994-05-12T10:00:00+00:00",
        "1994-05-12T10:00:00+14", "1994-05-12T10:00:00+00",
    )),
    Disagreement("edtf", "refuses", SEASON_PARTS, (
        "2011-23~", "2001?-23", "2001-33?", "20XX-41", "2001-21~", "2001-34?", "199X-21", "XXXX-24",
    )),
    Disagreement("edtf", "refuses", LONG_IN_INTERVAL, (
        "Y-61000/-2000", "Y170000002/Y170000003", "Y-170000002/1994",
    )),
    Disagreement("edtf", "refuses", WHOLE_QUALIFIED, (
        "Y17000?", "Y17E7?",
    )),
    Disagreement("edtf", "refuses", SET_MEMBERS, (
        "[1670~..1672]", "[2001-21,2002]", "[Y17E7,1990]",
    )),
    Disagreement("edtf", "refuses", X_ANYWHERE, (
        "1984-1X", "2000-XX/2012", "-1X32-X1-X2", "-156X-12-25", "-15XX-12-25", "-XXXX-12-XX", "-1XXX-XX", "-1XXX-12",
        "-1984-1X", "1994-0X", "1994-X1",
    )),
    Disagreement("edtf", "refuses", INTERVAL_PARTS, (
        "1984?-06/2004-08?", "-1984-?06-02/2004-08-08~", "1984-?06-02/2004-06-11%", "2003-06-11%/2004-%06",
        "2004-06~/2004-06-%11", "1984?/2004~-06", "?2004-06~-10/2004-06-%11", "1984-06-?02/2004-06-11%",
        "2004-06-11%/2004-%06",
    )),
    Disagreement("edtf", "refuses", EACH_RULE, (
        "?2004-06-04~", "?2004-06%", "?-2004-06-04~", "?-2004-06%", "2001-?09~-09", "2019-08?-08%", "2019?-08-08%",
        "2019~-08-08?", "2019~-08?-08~", "2019~-08~-08~", "?1990?", "201X-05~",
    )),
    Disagreement("edtf-validate", "accepts", NO_BLANKS, (
        "1994\t",
    )),
    Disagreement("edtf-validate", "accepts", ONE_END, (
        "/..", "../", "../..",
    )),
    Disagreement("edtf-validate", "accepts", RANGE_FORWARDS, (
        "[1672..1670]",
    )),
    Disagreement("edtf-validate", "accepts", SIGNIFICANT, (
        "-1859S5", "1950S5",
    )),
    Disagreement("edtf-validate", "accepts", WHOLE_DAY, (
        "1994-05T10:00:00", "1994T10:00:00",
    )),
    Disagreement("edtf-validate", "accepts", LONG_YEARS, (
        "Y1E1",
    )),
    Disagreement("edtf-validate", "accepts", OUR_LIMIT, (
        "Y1234567890123456789", "Y1E18",
    )),
    Disagreement("edtf-validate", "accepts", CALENDAR, (
        "15XX-02-3X", "1900-02-29", "1994-02-3X", "19X1-02-29",
    )),
    Disagreement("edtf-validate", "refuses", TIME_SHIFT, (
        "2016-05-02T16:54:59+00:00", "2016-05-02T16:54:59+14", "2016-05-02T12:00:00-14", "1994-05-12T10:00:00+00:00",
        "1994-05-12T10:00:00+14", "1994-05-12T10:00:00+00",
    )),
    Disagreement("edtf-validate", "refuses", END_CONTAINS, (
        "0000-01-03/0000-01", "0000-02/0000", "2004-06-11%/2004-%06", "2004-06-11%/2004-06~", "1994-05-12/1994-05",
        "1994-05-12/1994", "1993-08-23/1993-08",
    )),
    Disagreement("edtf-validate", "refuses", LONG_IN_INTERVAL, (
        "Y-61000/-2000", "Y170000002/Y170000003", "Y-170000002/1994",
    )),
    Disagreement("edtf-validate", "refuses", SEASON_PARTS, (
        "2001?-23", "2001-33?", "20XX-41", "2001-34?", "199X-21", "XXXX-24",
    )),
    Disagreement("edtf-validate", "refuses", SET_MEMBERS, (
        "[1670~..1672]", "[2001-21,2002]", "[Y17E7,1990]",
    )),
    Disagreement("edtf-validate", "refuses", WHOLE_QUALIFIED, (
        "16XX~", "16XX%", "1XXX~", "156X~", "-01XX~", "201X?", "20XX~", "20XX%", "2019-XX?", "2019-XX~", "2019-XX%",
        "2019-XX-XX?", "2019-XX-XX~", "2019-XX-XX%", "2019-07-XX?", "2019-07-XX~", "2019-07-XX%", "Y17000?", "Y17E7?",
        "201X~",
    )),
    Disagreement("edtf-validate", "refuses", EACH_RULE, (
        "2001-?09~-09", "?1990?", "201X-05~",
    )),
    Disagreement("edtf", "bounds", UNKNOWN_END, (
        "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "1984-06-02?/", "-2004-06-01/",
        "-1985/", "/2016-05", "/1960-11", "/2015", "/1960", "/2006", "2004-06-01/", "/1994", "1994/",
    )),
    Disagreement("edtf", "bounds", SIGNIFICANT_BOUNDS, (
        "1950S2", "Y171010000S3", "Y3388E2S3", "Y-171010000S2", "Y-3388E2S3", "Y17101000S3", "Y-17101E3S3", "1953S2",
        "1953S3", "Y17101E4S3",
    )),
    Disagreement("edtf", "bounds", WINTER, (
        "2001-28", "2001-30", "2001-24", "2010-24", "2019-24", "2001-21/2001-24",
    )),
    Disagreement("edtf", "bounds", NO_YEAR_MINUS_0, (
        "-000X",
    )),
    Disagreement("edtf", "bounds", FORWARDS, (
        "-2004-XX", "-1985-04-XX", "-1985-XX-XX",
    )),
    Disagreement("edtf", "bounds", CALENDAR, (
        "199X-02-29",
    )),
    Disagreement("edtf", "bounds", X_BOUNDS, (
        "2003-06-25/2004-X1-03", "20X3-06-25/2004-X1-03", "XXXX-12-21/1890-09-2X", "1984-11-2X/1999-01-01",
        "1919-0X-02/1919-01-03", "1865-X2-02/1865-03-01", "1930-X0-10/1930-10-30", "1981-1X-10/1981-11-09",
        "1919-11-02/1919-1X-01", "1919-09-02/1919-X0-01", "1919-08-02/1919-0X-01", "1919-10-02/1919-X1-01",
        "1919-04-01/1919-X4-02", "1602-10-0X/1602-10-02", "2018-05-X0/2018-05-11", "-2018-05-X0/2018-05-11",
        "1200-01-X4/1200-01-08", "1919-07-30/1919-07-3X", "1908-05-02/1908-05-0X", "0501-11-18/0501-11-1X",
        "1112-08-22/1112-08-2X", "2015-02-27/2015-02-X8", "2016-02-28/2016-02-X9", "15XX-01-3X", "1500-1X-25",
        "15XX-0X-25", "15XX-X2", "20XX-07-0X", "2019-0X-XX", "1994-05-1X",
    )),
)  # fmt: skip
