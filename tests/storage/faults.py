"""Faults and what is told of them: a text, and each problem as `line:column CODE record field`.

Every text stands before `REST`, which is sound, so that lines count from the fault's own first line.
"""

from __future__ import annotations

SOURCE = '[[sources]]\nid = "x"\ntitle = "X"\nkind = "news"\n'
PARTY = '[[parties]]\nid = "x"\nname = "X"\nkind = "state"\n'
PLACE = '[[places]]\nid = "x"\nname = "X"\nkind = "city"\n'
SEARCH = '[[searches]]\nid = "x"\ntitle = "X"\nquery = "bridge"\n'
EVENT = (
    '[[events]]\nid = "x"\ndate = "1901"\ntitle = "X"\nkind = "clash"\nstatus = "reported"\n'
    'cites = [{ source = "gazette" }]\n'
)
QUOTE = '[[quotes]]\nid = "x"\nspeaker = "council"\ndate = "1901"\ntext = "X"\ncites = [{ source = "gazette" }]\n'

STORE = '[store]\nid = "bridges"\ntitle = "Bridges"\nformat = 1\nsides = [{ id = "east", name = "The east bank" }]\n'
RECORDS = """
[[sources]]
id = "gazette"
title = "The bridge is shut"
kind = "news"

[[parties]]
id = "council"
name = "The Council"
kind = "organisation"

[[places]]
id = "bridge"
name = "The bridge"
kind = "crossing"

[[events]]
id = "shut"
date = "1901-05-12"
title = "The bridge is shut"
kind = "blockade"
status = "established"
cites = [{ source = "gazette" }]
"""
REST = RECORDS + STORE

FAULTS: dict[str, tuple[str, list[str]]] = {
    # The record's own fields: unknown (E104), required (E105), optional (E106)
    "an unknown field of a source": (SOURCE + "  auhtors = []", ["5:3 E104 sources/x auhtors"]),
    "an unknown field of a party": (PARTY + "nmae = 1", ["5:1 E104 parties/x nmae"]),
    "an unknown field of a place": (PLACE + "latitude = 1.5", ["5:1 E104 places/x latitude"]),
    "an unknown field of an event": (EVENT + "sorces = []", ["8:1 E104 events/x sorces"]),
    "an unknown field of a quote": (QUOTE + 'by = "council"', ["7:1 E104 quotes/x by"]),
    "an unknown field of a search": (SEARCH + "\n\ntags = []", ["7:1 E104 searches/x tags"]),
    "a quoted key": (EVENT + '"so rces" = []', ["8:1 E104 events/x so rces"]),
    "a key quoted with an escape": (EVENT + '"sorces\\u0021" = []', ["8:1 E104 events/x sorces!"]),
    "a dotted key": (EVENT + "sorces.first = 1\nsorces.second = 2", ["8:1 E104 events/x sorces"]),
    "a known key, dotted": (EVENT + "summary . text = 1", ["8:1 E106 events/x summary"]),
    "a sub-table of no known name": (EVENT + "\n[[events.acounts]]\nby = 1", ["9:1 E104 events/x acounts"]),
    "a source without a title": ('[[sources]]\nid = "x"\nkind = "news"', ["1:1 E105 sources/x title"]),
    "a party without a kind": ('[[parties]]\nid = "x"\nname = "X"', ["1:1 E105 parties/x kind"]),
    "a place without a name": ('[[places]]\nid = "x"\nkind = "city"', ["1:1 E105 places/x name"]),
    "a search without a query": ('[[searches]]\nid = "x"\ntitle = "X"', ["1:1 E105 searches/x query"]),
    "a record without an id": (SEARCH.replace('id = "x"\n', ""), ["1:1 E105 [[searches]] id"]),
    "an id that is a number": (SEARCH.replace('"x"', "7"), ["2:1 E105 [[searches]] id"]),
    "an id with a blank": (SEARCH.replace('"x"', '"x y"'), ["2:1 E105 searches/x y id"]),
    "an id with a line break at its end": (SEARCH.replace('"x"', '"x\\n"'), ["2:1 E105 searches/x␊ id"]),
    "an empty title": (SOURCE.replace('"X"', '""'), ["3:1 E105 sources/x title"]),
    "an empty text": (QUOTE.replace('"X"', "''"), ["5:1 E105 quotes/x text"]),
    "an unknown status": (EVENT.replace("reported", "certain"), ["6:1 E105 events/x status"]),
    "an event without cites": (EVENT.replace('{ source = "gazette" }', ""), ["7:1 E105 events/x cites"]),
    "an event whose only cite cannot be read": (
        EVENT.replace('"gazette"', "1"),
        ["7:12 E105 events/x cites[0].source"],
    ),
    "a text that is a number": (QUOTE + "capacity = 1", ["7:1 E106 quotes/x capacity"]),
    "a number that is a text": (PLACE + 'lat = "north"', ["5:1 E106 places/x lat"]),
    "a degree that no place has": (PLACE + "lat = 39.5\nlon = 190", ["6:1 E106 places/x lon"]),
    "a number that is none": (PLACE + "radius_km = nan", ["5:1 E106 places/x radius_km"]),
    "a list that is a text": (EVENT + 'tags = "bridge"', ["8:1 E106 events/x tags"]),
    "a list that is a table": (EVENT + "[events.tags]\na = 1", ["8:1 E106 events/x tags"]),
    "an extra that is a text": (EVENT + 'extra = "more"', ["8:1 E106 events/x extra"]),
    "an item of the wrong type": (EVENT + 'tags = [\n  "a",\n  # "b",\n  3, "c"]', ["11:3 E106 events/x tags[1]"]),
    # Parts: accounts, cites, aliases, figures
    "a field of a cite in a list": (
        PARTY + 'cites = [{ source = "gazette" }, { source = "gazette", page = 2 }]',
        ["5:56 E104 parties/x cites[1].page"],
    ),
    "a field of a cite that is a sub-table": (
        PARTY + '[[parties.cites]]\nsource = "gazette"\n\n[[parties.cites]]\nsource = "gazette"\nat = 2',
        ["10:1 E106 parties/x cites[1].at"],
    ),
    "a cite without a source": (QUOTE.replace("{", "{ at = 'p. 1' }, {"), ["6:10 E106 quotes/x cites[0].source"]),
    "two cites that cannot be read": (
        EVENT.replace("{", "{ source = 1 }, { }, {").replace(', { source = "gazette" }', ""),
        ["7:12 E106 events/x cites[0].source", "7:26 E105 events/x cites[1].source"],
    ),
    "an alias without a name": (PLACE + 'aliases = ["Y", { language = "de" }]', ["5:17 E106 places/x aliases[1].name"]),
    "an alias of an unknown kind": (
        PARTY + 'aliases = [\n  { name = "Y", kind = "nick" },\n]',
        ["6:17 E106 parties/x aliases[0].kind"],
    ),
    "a figure without a number": (EVENT + 'figures = [{ of = "killed" }]', ["8:12 E106 events/x figures[0]"]),
    "a figure with a text for a number": (
        EVENT + 'figures = [{ of = "killed", value = "two" }]',
        ["8:29 E106 events/x figures[0].value"],
    ),
    "an account without a party": (
        EVENT + '[[events.accounts]]\nsays = "No."\ncites = [{ source = "gazette" }]',
        ["8:1 E106 events/x accounts[0].by"],
    ),
    "the second account's field": (
        EVENT
        + ('  [[ events . accounts ]]\n  by = "council"\n  says = "No."\n  cites = [{ source = "gazette" }]\n' * 2)
        + "  figure = 3",
        ["16:3 E104 events/x accounts[1].figure"],
    ),
    "a cite of an account, table by table": (
        EVENT
        + '[[events.accounts]]\nby = "council"\nsays = "No."\n[[events.accounts.cites]]\nsource = "gazette"\nwords = 1',
        ["13:1 E106 events/x accounts[0].cites[0].words"],
    ),
    "a figure in an account in a list": (
        EVENT + 'accounts = [{ by = "council", says = "No.", cites = [{ source = "gazette" }],\n'
        '  figures = [{ of = "killed", value = 1, unti = "men" }] }]',
        ["9:42 E104 events/x accounts[0].figures[0].unti"],
    ),
    # Dates: the value's place
    "a date that is none": (EVENT.replace('"1901"', '"spring"'), ["3:8 E201 events/x date"]),
    "a day that does not exist": (QUOTE.replace('"1901"', '  "1901-02-30"'), ["4:10 E201 quotes/x date"]),
    "an interval that ends before it begins": (SOURCE + 'published = "1902/1901"', ["5:13 E203 sources/x published"]),
    "a date of an alias": (
        PLACE + 'aliases = [{ name = "Y", since = "1901/1900" }]',
        ["5:34 E203 places/x aliases[0].since"],
    ),
    "a date of a sub-table": (
        EVENT + '[[events.accounts]]\nby = "council"\nsays = "No."\ncites = [{ source = "gazette" }]\nsaid = "then"',
        ["12:8 E201 events/x accounts[0].said"],
    ),
    "a date that is a number": (PARTY + "active = 1901", ["5:1 E106 parties/x active"]),
    # What must fit together
    "a second record with an id": (SOURCE + SOURCE, ["6:1 E107 sources/x id"]),
    "a former id that is taken": (PARTY + 'former_ids = [\n  "y", "council"]', ["6:8 E108 parties/x former_ids[1]"]),
    "a former id of two records": (
        PLACE + 'former_ids = ["old"]\n' + PLACE.replace('"x"', '"y"') + 'former_ids = ["old"]',
        ["10:15 E108 places/y former_ids[0]"],
    ),
    "an unknown kind of source": (SOURCE.replace("news", "nwes"), ["4:1 E109 sources/x kind"]),
    "an unknown kind of party": (PARTY.replace("state", "stat"), ["4:1 E109 parties/x kind"]),
    "an unknown kind of place": (PLACE.replace("city", "capital"), ["4:1 E109 places/x kind"]),
    "an unknown kind of event": (EVENT.replace("clash", "war"), ["5:1 E109 events/x kind"]),
    "a cite for a field that is none": (
        EVENT.replace(" }]", ', supports = ["date", "titel"] }]'),
        ["7:52 E110 events/x cites[0].supports[1]"],
    ),
    "a figure's cite for a field that is none": (
        EVENT + 'figures = [{ of = "dead", value = 1, cites = [{ source = "gazette", supports = ["says"] }] }]',
        ["8:81 E110 events/x figures[0].cites[0].supports[0]"],
    ),
    "an account's figure's cite for a field that is none": (
        EVENT + '[[events.accounts]]\nby = "council"\nsays = "No."\ncites = [{ source = "gazette" }]\n'
        '[[events.accounts.figures]]\nof = "dead"\nvalue = 1\ncites = [{ source = "gazette", supports = ["says"] }]',
        ["15:44 E110 events/x accounts[0].figures[0].cites[0].supports[0]"],
    ),
    "a dangling cite": (QUOTE.replace("gazette", "gazete"), ["6:12 E301 quotes/x cites[0].source"]),
    "a dangling party": (EVENT + 'parties = ["council", "cuoncil"]', ["8:23 E301 events/x parties[1]"]),
    "a dangling name": (
        PARTY + 'aliases = ["Y", { name = "Z", used_by = "who" }]',
        ["5:31 E301 parties/x aliases[1].used_by[0]"],
    ),
    "a reference to a record set aside": (
        PARTY.replace("kind", "# kind") + QUOTE.replace("council", "x"),
        ["1:1 E105 parties/x kind", "7:1 E301 quotes/x speaker"],
    ),
    "a dangling standpoint": (SOURCE + 'standpoint = "mill"', ["5:1 E301 sources/x standpoint"]),
    "a search replaced by none": (SEARCH + 'replaced_by = "y"', ["5:1 E301 searches/x replaced_by"]),
    "a part of itself": (PLACE + 'part_of = "x"', ["5:1 E302 places/x part_of"]),
    "sources that repeat each other": (
        SOURCE + 'based_on = "y"\n' + SOURCE.replace('"x"', '"y"') + 'based_on = "x"',
        ["10:1 E302 sources/y based_on"],
    ),
    "an unknown side": (PARTY + 'side = "eats"', ["5:1 E303 parties/x side"]),
    # Strings that look like something else, and records written in other ways
    "a header in a string": (
        EVENT + 'summary = """\n[[events]]\nid = "y"\n"""\nsorces = 1',
        ["12:1 E104 events/x sorces"],
    ),
    "a header in a literal string": (
        EVENT + "summary = '''\n[[events]]\n# '' \"\"\" '''\nsorces = 1 # [[events]]",
        ["11:1 E104 events/x sorces"],
    ),
    "quotes at the end of a string": (
        EVENT + 'summary = """He said ""no"""""\nnote = """\\\\\\""""\nsorces = 1',
        ["10:1 E104 events/x sorces"],
    ),
    "a false header and an odd one": (
        EVENT + 'summary = """\n[[events]]\n"""\n' + EVENT.replace("[[events]]", "[[ events ]]") + "sorces = 1",
        ["12:1 E107 events/x id", "18:1 E104 events/x sorces"],
    ),
    "a field of a record under an odd header": (
        '[[ "events" ]] # [[events]]\n' + EVENT.removeprefix("[[events]]\n") + "\tsorces = 1",
        ["8:2 E104 events/x sorces"],
    ),
    "a sub-table that stands away from its record": (
        EVENT + SOURCE + '[[events.accounts]]\nby = 1\nsays = "No."\ncites = [{ source = "gazette" }]',
        ["13:1 E106 events/x accounts[0].by"],
    ),
    "letters of several bytes before the fault": (
        PARTY + 'aliases = ["Շուշի", "𝔖", { name = "é́", knid = 1 }]',
        ["5:41 E104 parties/x aliases[2].knid"],
    ),
    # What is not a record
    "a table that the format does not have": ('[[event]]\nid = "x"', ["1:1 E103 [event]"]),
    "a key that the format does not have": ("  maps = [1, 2]", ["1:3 E103 [maps]"]),
    "a record's table in single brackets": (EVENT.replace("[[events]]", "[searches]"), ["1:1 E105 [searches]"]),
    "a list of things that are no records": (
        ' searches = ["a",\n 2]',
        ["1:14 E105 [[searches]]", "2:2 E105 [[searches]]"],
    ),
    "a record in a list": (
        'searches = [\n  { id = "a", title = "A", query = "a" },\n  { id = "b", title = 1, query = "b" } ]',
        ["3:15 E105 searches/b title"],
    ),
    "a rule's severity that is none": ('[check]\nE999 = "error"\nE998 = "loud"', ["3:1 E106 [check] E998"]),
    "settings of rules that are no table": ('check = "all"', ["1:1 E106 [check]"]),
}
"""Name → text and problems; where it is a record that is wrong, it is called `x`."""

HEADERS: dict[str, tuple[str, list[str]]] = {
    "no [store]": ('[[sources]]\nid = "x"\ntitle = "X"\nkind = "news"', ["1:1 E101 [store]"]),
    "two [[store]]": ('[[store]]\nid = "x"', ["1:1 E101 [store]"]),
    "a [store] without a title": ('\n[store]\nid = "x"\nformat = 1', ["2:1 E101 [store] title"]),
    "a [store] whose id is none": ('[store]\nid = "X"\ntitle = "X"\nformat = 1', ["2:1 E101 [store] id"]),
    "a [store] without a format": ('[store]\nid = "x"\ntitle = "X"', ["1:1 E101 [store] format"]),
    "a format that is newer": ('[store]\nid = "x"\ntitle = "X"\nformat = 2', ["4:1 E102 [store] format"]),
    "a format of thousands of digits": (
        f'[store]\nid = "x"\ntitle = "X"\nformat = 0x{"f" * 5000}',
        ["4:1 E102 [store] format"],
    ),
    "a format that is none": ('[store]\nid = "x"\ntitle = "X"\nformat = 0', ["4:1 E101 [store] format"]),
    "an unknown field of [store]": (STORE + "licence = 1", ["6:1 E104 [store] licence"]),
    "a side without a name": (
        '[store]\nid = "x"\ntitle = "X"\nformat = 1\n\n[[store.sides]]\nid = "east"',
        ["6:1 E106 [store] sides[0].name"],
    ),
    "a margin before its table": (
        '[store.approximate_margin]\nday = 3\n[store]\nid = "x"\ntitle = "X"\nformat = 1\nupdated = "now"',
        ["2:1 E106 [store] approximate_margin.day", "7:11 E201 [store] updated"],
    ),
    "no title in a table below a part of it": (
        '[store.approximate_margin]\nday = "P3D"\n[store]\nid = "x"\nformat = 1',
        ["3:1 E101 [store] title"],
    ),
    "a [store] in one line": (
        'store = { id = "x", title = "X", format = 1, edition = 2 }',
        ["1:46 E106 [store] edition"],
    ),
    "a [store] in dotted keys": ('store.id = "x"\nstore.title = 5\nstore.format = 1', ["2:1 E101 [store] title"]),
}
"""Whole texts whose `[store]` is wrong."""
