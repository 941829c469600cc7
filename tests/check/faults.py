"""Seeded faults: a text, and what the rules find in it as `line:column CODE record field`.

Every text stands before `REST`, which is sound, so that lines count from the fault's own first line.
"""

from __future__ import annotations

STORE = """
[store]
id = "aldwater"
title = "The bridge at Aldwater"
format = 1
updated = "1903-02-01"
language = "en"
sides = [{ id = "east", name = "The east bank" }, { id = "west", name = "The west bank" }]
approximate_margin = { day = "P3D", month = "P1M", year = "P1Y" }
"""

RECORDS = """
[[sources]]
id = "gazette"
title = "The bridge is shut"
kind = "news"
publisher = "Aldwater Gazette"
published = "1901-05-13"
url = "https://gazette.example/1901"

[[sources]]
id = "herald"
title = "Shut!"
kind = "news"
publisher = "Westside Herald"
published = "1901-05-14"

[[sources]]
id = "minutes"
title = "Minutes"
kind = "statement"
publisher = "East Bank Council"
published = "1901-05-20"
standpoint = "council"

[[parties]]
id = "council"
name = "East Bank Council"
kind = "organisation"
side = "east"

[[parties]]
id = "mill"
name = "West Bank Mill"
kind = "group"
side = "west"

[[places]]
id = "bridge"
name = "Aldwater Bridge"
kind = "crossing"

[[events]]
id = "shut"
date = "1901-05-12"
title = "The bridge is shut to carts"
kind = "blockade"
status = "disputed"
parties = ["council", "mill"]
places = ["bridge"]
cites = [{ source = "gazette" }, { source = "herald" }]

[[events.accounts]]
by = "council"
says = "It was unsafe."
cites = [{ source = "minutes" }]

[[events.accounts]]
by = "mill"
says = "It was safe."
cites = [{ source = "herald" }]

[[quotes]]
id = "no-cart"
speaker = "council"
date = "1901-05-12"
text = "No cart shall pass."
event = "shut"
cites = [{ source = "gazette" }]
"""

REST = RECORDS + STORE


def source(more: str = "", *, id: str = "x", cited: bool = True) -> str:  # noqa: A002 - the file's own word
    """Return a sound source of five lines and `more`, with a quote below it that cites it."""
    text = f'[[sources]]\nid = "{id}"\ntitle = "Title of {id}"\nkind = "news"\npublisher = "{id}"\n{more}\n'
    quote = f'[[quotes]]\nid = "cites-{id}"\nspeaker = "mill"\ndate = "1901"\ntext = "Words of {id}."\n'
    return text + (f'{quote}cites = [{{ source = "{id}" }}]\n' if cited else "")


def party(more: str = "", *, name: str = "Ferrymen", named: bool = True) -> str:
    """Return a sound party of four lines and `more`, with a quote below it that it speaks."""
    text = f'[[parties]]\nid = "x"\nname = "{name}"\nkind = "group"\n{more}\n'
    quote = '[[quotes]]\nid = "of-x"\nspeaker = "x"\ndate = "1901"\ntext = "Words."\ncites = [{ source = "herald" }]\n'
    return text + (quote if named else "")


def place(more: str = "", *, name: str = "Quay", named: bool = True) -> str:
    """Return a sound place of four lines and `more`, with a place below it that it is the larger one of."""
    text = f'[[places]]\nid = "x"\nname = "{name}"\nkind = "building"\n{more}\n'
    return text + (
        '[[quotes]]\nid = "at-x"\nspeaker = "mill"\ndate = "1901"\ntext = "There."\nplaces = ["x"]\n'
        'cites = [{ source = "herald" }]\n'
        if named
        else ""
    )


def event(more: str = "", *, status: str = "reported", date: str = "1901-05-12", cite: str = "herald") -> str:
    """Return a sound event of seven lines and `more`."""
    return (
        f'[[events]]\nid = "x"\ndate = "{date}"\ntitle = "A cart is turned back"\nkind = "clash"\n'
        f'status = "{status}"\ncites = [{{ source = "{cite}" }}]\n{more}\n'
    )


def account(by: str, more: str = "") -> str:
    """Return a sound account of four lines and `more`."""
    return f'[[events.accounts]]\nby = "{by}"\nsays = "So says {by}."\ncites = [{{ source = "herald" }}]\n{more}\n'


def quote(more: str = "", *, text: str = "None shall pass.", date: str = "1901-05-12") -> str:
    """Return a sound quote of six lines and `more`."""
    return (
        f'[[quotes]]\nid = "x"\nspeaker = "mill"\ndate = "{date}"\ntext = "{text}"\n'
        f'cites = [{{ source = "herald" }}]\n{more}\n'
    )


WITHDRAWN = 'withdrawn = "1902-01-01"\nwithdrawn_why = "It was a cart."'

FAULTS: dict[str, tuple[str, list[str]]] = {
    # 1: the file itself
    "a code that no rule has": ('[check]\nW302 = "off"\nW999 = "note"', ["3:1 W101 [check] W999"]),
    "a tag written twice": (event('tags = ["cart", "bridge", "cart"]'), ["8:27 W102 events/x tags[2]"]),
    "a cite written twice": (
        event().replace('cites = [{ source = "herald" }]', 'cites = [{ source = "herald" },\n  { source = "herald" }]'),
        ["8:3 W102 events/x cites[1]"],
    ),
    "a party written twice in an event": (
        event('parties = [\n  "mill",\n  "mill",\n]'),
        ["10:3 W102 events/x parties[1]"],
    ),
    "a supported field written twice in an account": (
        event(account("mill").replace('"herald" }', '"herald", supports = ["says", "says"] }')),
        ["11:51 W102 events/x accounts[0].cites[0].supports[1]"],
    ),
    "an escape of TOML 1.1": (event('summary = "a\\x41b"'), ["8:15 E111 the file"]),
    "an inline table over several lines": (
        party('aliases = [{ name = "Y",\n  language = "de" }]'),
        ["5:25 E111 the file"],
    ),
    "a search that is no query": (
        '[[searches]]\nid = "x"\ntitle = "X"\nquery = "pary:mill"',
        ["4:1 E112 searches/x query"],
    ),
    # 2: dates
    "a source from before the event": (
        source('published = "1900"', cited=False) + event(cite="x"),
        ["13:21 E204 events/x cites[0].source"],
    ),
    "a source from before the account's own date": (
        event(account("mill", 'date = "1901-06"')),
        ["11:21 E204 events/x accounts[0].cites[0].source"],
    ),
    "a source from before the quote": (quote(date="1901-07"), ["6:21 E205 quotes/x cites[0].source"]),
    "a source from before the account was given": (
        event(account("mill", 'said = "1902"')),
        ["11:21 E205 events/x accounts[0].cites[0].source"],
    ),
    "a name given up before it was taken": (
        party('aliases = [{ name = "Y", since = "1890", until = "1880" }]'),
        ["5:50 E206 parties/x aliases[0].until"],
    ),
    "a source read in the future": (
        source('accessed = "2901-01-01"'),
        ["6:12 E207 sources/x accessed"],
    ),
    "a record checked in the future": (place("checked = 2901-01-01"), ["5:11 E207 places/x checked"]),
    "a figure counted in the future": (
        event('figures = [{ of = "carts", value = 1, as_of = "2901" }]'),
        ["8:47 E207 events/x figures[0].as_of"],
    ),
    "an event established before it happens": (
        event(status="established", date="2901"),
        ["3:8 E208 events/x date"],
    ),
    "a source read before it was published": (
        source('published = "1901-05-13"\naccessed = "1901-05-01"'),
        ["7:12 W201 sources/x accessed"],
    ),
    "an event outside the larger one": (event('part_of = "shut"', date="1901-05-09"), ["3:8 W202 events/x date"]),
    "a figure counted before the event": (
        event('figures = [{ of = "carts", value = 1, as_of = "1900" }]'),
        ["8:47 W203 events/x figures[0].as_of"],
    ),
    "a figure of an account counted before the event": (
        event(account("mill", 'figures = [{ of = "carts", value = 1, as_of = "1900" }]')),
        ["12:47 W203 events/x accounts[0].figures[0].as_of"],
    ),
    "a party that was gone": (
        '[[parties]]\nid = "x"\nname = "Ferrymen"\nkind = "group"\nactive = "1880/1890"\n'
        + event('parties = ["mill", "x"]').replace('id = "x"', 'id = "late"'),
        ["13:20 W204 events/late parties[1]"],
    ),
    "a speaker that was gone": (
        party('active = "1880/1890"'),
        ["8:11 W204 quotes/of-x speaker"],
    ),
    # 3: references
    "a reference that leads nowhere": (event('places = ["brigde"]'), ["8:11 E301 events/x places[0]"]),
    "a circle of places": (place('part_of = "x"'), ["5:1 E302 places/x part_of"]),
    "an event related to itself": (event('related = ["shut", "x"]'), ["8:20 E304 events/x related[1]"]),
    "an event related to what it is part of": (
        event('part_of = "shut"\nrelated = ["shut"]'),
        ["9:12 W306 events/x related[0]"],
    ),
    "a cite of a withdrawn source": (
        source(WITHDRAWN, cited=False) + event(cite="x"),
        ["14:12 W301 events/x cites[0].source"],
    ),
    "a reference by a former id": (
        place('former_ids = ["y"]', named=False) + event('places = ["y"]'),
        ["13:11 N301 events/x places[0]"],
    ),
    "a source that nothing cites": (source(cited=False), ["2:1 W302 sources/x id"]),
    "a party that nothing names": (party(named=False), ["2:1 W303 parties/x id"]),
    "a place that nothing names": (place(named=False), ["2:1 W304 places/x id"]),
    "a party that only its own alias names": (
        party('aliases = [{ name = "Y", used_by = "x" }]', named=False),
        ["2:1 W303 parties/x id"],
    ),
    "a record replaced and not withdrawn": (quote('replaced_by = "no-cart"'), ["7:1 W305 quotes/x replaced_by"]),
    "a record withdrawn without a reason": (quote('withdrawn = "1902"'), ["7:1 N302 quotes/x withdrawn"]),
    # 4: evidence
    "a disputed event without accounts": (event(status="disputed"), ["6:1 E401 events/x status"]),
    "a disputed event with one account": (event(account("mill"), status="disputed"), ["6:1 E401 events/x status"]),
    "a disputed event with accounts of one party": (
        event(account("mill") + account("mill", 'said = "1901-05-13"'), status="disputed"),
        ["6:1 E401 events/x status", "14:1 W406 events/x accounts[1].by"],
    ),
    "an established event on one side's sources": (
        event(status="established", cite="minutes"),
        ["6:1 W401 events/x status"],
    ),
    "an established event whose figures differ": (
        event(
            account("mill", 'figures = [{ of = "carts", value = 3 }]')
            + account("council", 'figures = [{ of = "Carts", value = 4 }]'),
            status="established",
        ),
        ["6:1 W402 events/x status"],
    ),
    "an established event that was on two days": (
        event(account("mill", 'date = "1901-05-11"') + account("council", 'date = "1901-05-12"'), status="established"),
        ["6:1 W402 events/x status"],
    ),
    "a reported event that is denied": (
        event(account("mill", 'stance = "denies"')),
        ["12:1 W403 events/x accounts[0].stance"],
    ),
    "a claimed event of nobody": (event(status="claimed"), ["6:1 W404 events/x status"]),
    "a claimed event of two parties": (
        event(account("mill") + account("council"), status="claimed"),
        ["6:1 W405 events/x status"],
    ),
    "a source that cannot be looked up": (
        source().replace('publisher = "x"\n', ""),
        ["3:1 W407 sources/x title"],
    ),
    "an established event on one publisher, where that is asked for": (
        event(status="established") + '[check]\nN401 = "warning"',
        ["7:1 N401 events/x cites"],
    ),
    "a spokesperson of oneself": (quote('on_behalf_of = "mill"'), ["7:1 N402 quotes/x on_behalf_of"]),
    "an event without a cite": (event().replace('{ source = "herald" }', ""), ["7:1 E105 events/x cites"]),
    "a quote without a date": (quote().replace('date = "1901-05-12"\n', ""), ["1:1 E105 quotes/x date"]),
    # 5: names
    "an alias that is another's name": (
        party('aliases = ["The Ferry", "west  bank MILL"]'),
        ["5:25 W501 parties/x aliases[1].name"],
    ),
    "a name in one side's form only": (
        place('aliases = ["Y", { name = "Z", used_by = "council" }]'),
        ["5:17 N501 places/x aliases[1]"],
    ),
    "an alias that is the name": (party('aliases = [\n  "Ferrymen",\n]'), ["6:3 N502 parties/x aliases[0]"]),
    "a name without a letter": (place(name="—"), ["3:1 W502 places/x name"]),
    # 6: text
    "a control character": (event('summary = "a\\u001bb"'), ["8:1 E601 events/x summary"]),
    "a turned direction of writing": (quote(text="a\u202eb"), ["5:1 E601 quotes/x text"]),
    "an invisible character in an alias": (
        party('aliases = ["Y", { name = "Z\u200b" }]'),
        ["5:19 E601 parties/x aliases[1].name"],
    ),
    "an invisible character in a key": (party('extra = { "a\u2066b" = 1 }'), ["5:11 E601 parties/x extra.a\u2066b"]),
    "a turned direction in a key in a key": (
        party('[parties.extra]\nwords = [{ c = { "\u202ed" = 1 } }]'),
        ["6:18 E601 parties/x extra.words[0].c.\u202ed"],
    ),
    "a turned direction of a comment": (quote() + '# "\tit is \u2067safe"\n', ["8:11 E602 the file"]),
    "a control character in a comment": (quote('tags = [\n  "a",  # so\u009bhe said\n]'), ["8:13 E602 the file"]),
    "a text that is not composed": (party('role = "cafe\u0301 keepers"'), ["5:1 W601 parties/x role"]),
    "a blank after a title": (source().replace('Title of x"', 'Title of x "'), ["3:1 W602 sources/x title"]),
    "a damaged letter": (quote(text="cafÃ© au lait"), ["5:1 W603 quotes/x text"]),
    "a word in two scripts": (party(name="Fеrrymen"), ["3:1 W604 parties/x name"]),
    # 7: addresses and languages
    "an address of another scheme": (source('url = "ftp://x.example/"'), ["6:1 E701 sources/x url"]),
    "an address with a blank": (source('archive_url = "https://x.example/a b"'), ["6:1 E701 sources/x archive_url"]),
    "an address without a host": (party('url = "https:///council"'), ["5:1 E701 parties/x url"]),
    "an address with a password": (source('url = "https://me:secret@x.example/"'), ["6:1 E701 sources/x url"]),
    "a port that is none": (source('url = "https://x.example:port/"'), ["6:1 E701 sources/x url"]),
    "a number that is no DOI": (source('doi = "https://doi.org/10.1000/182"'), ["6:1 W701 sources/x doi"]),
    "a number that is no ISBN": (source('isbn = "978-0-00-000000-3"'), ["6:1 W701 sources/x isbn"]),
    "a number that is no Wikidata id": (place('wikidata = "42"'), ["5:1 W701 places/x wikidata"]),
    "a language that is none": (source('language = "english"'), ["6:1 W702 sources/x language"]),
    "a language with a script that is none": (
        party('aliases = [{ name = "Y", language = "az-Cyrx" }]'),
        ["5:26 W702 parties/x aliases[0].language"],
    ),
    "a script that is none": (
        place('aliases = [{ name = "Y", script = "latin" }]'),
        ["5:26 W703 places/x aliases[0].script"],
    ),
    "a page for its own archive": (
        source('url = "https://x.example/"\narchive_url = "https://x.example/"'),
        ["7:1 W704 sources/x archive_url"],
    ),
    # 8: duplicates
    "an event written down twice": (
        event('places = ["bridge"]').replace("A cart is turned back", "Carts are turned back at the bridge")
        + event('places = ["bridge"]')
        .replace('id = "x"', 'id = "y"')
        .replace("A cart is turned back", "At the bridge carts are turned back"),
        ["12:1 W801 events/y title"],
    ),
    "an event written down twice, once with its month alone": (
        event('places = ["bridge"]') + event('places = ["bridge"]', date="1901-05").replace('"x"', '"y"'),
        ["12:1 W801 events/y title"],
    ),
    "an event written down twice, once as another kind": (
        event() + event().replace('"x"', '"y"').replace('"clash"', '"battle"'),
        ["12:1 W801 events/y title"],
    ),
    "a party written down twice": (
        party(name="Ministry of the Ferry")
        + party(name="Ferry Ministry").replace('"x"', '"y"').replace("of-x", "of-y"),
        ["14:1 W802 parties/y name"],
    ),
    "a party written down twice with a slip": (
        party(name="The Aldwater Ferrymen")
        + party(name="Aldwatr Ferrymen").replace('"x"', '"y"').replace("of-x", "of-y"),
        ["14:1 W802 parties/y name"],
    ),
    "a quote written down twice": (
        quote() + quote().replace('id = "x"', 'id = "y"'),
        ["12:1 W804 quotes/y text"],
    ),
    "a source written down twice": (
        source('url = "https://www.x.example/a/"')
        + source('url = "http://x.example/a"', id="y").replace("Title of y", "Title of x"),
        ["18:1 W803 sources/y url"],
    ),
}
"""Name → text and findings; the record that is wrong is called `x`, where two are needed also `y`."""
