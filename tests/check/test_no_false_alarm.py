"""What looks like a fault and is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.check.checked import brief, findings
from tests.check.faults import REST, WITHDRAWN, account, event, party, place, quote, source

ROOT = Path(__file__).resolve().parents[2]

SOUND = {
    "a setting of a rule of the reader": '[check]\nE109 = "note"\nE301 = "warning"',
    "a sign of a comment in a text, and joiners that do their work": event(
        'summary = "# a \u0645\u06cc\u200c\u062e\u0648"  # \u0645\u06cc\u200c\u062e\u0648, \u2764\ufe0f,\ta tab'
    ),
    "equal cites of different words": event().replace(
        '{ source = "herald" }', '{ source = "herald", at = "page 1" }, { source = "herald", at = "page 2" }'
    ),
    "equal values in a free table": event("extra = { shelves = [1, 1, 1] }"),
    "a source of the day before, east of here": source('published = "1901-05-11"', cited=False) + event(cite="x"),
    "a source of the year of the event": source('published = "1901"', cited=False) + event(cite="x"),
    "a source without a date": source(cited=False) + event(cite="x"),
    "a source of an uncertain date": source('published = "1900?"', cited=False) + event(cite="x"),
    "a source about a year before": source('published = "1900~"', cited=False) + event(cite="x"),
    "an older source that stands for the places": source('published = "1850"', cited=False)
    + event('places = ["bridge"]').replace(
        '{ source = "herald" }', '{ source = "herald" }, { source = "x", supports = ["places", "summary"] }'
    ),
    "an older page that is kept up": source('published = "1850"\naccessed = "1902"', cited=False).replace("news", "web")
    + event(cite="x"),
    "an older source of an event to come": source('published = "1901"', cited=False) + event(cite="x", date="2901"),
    "an older source of an account that was given before": source('published = "1901-05-01"', cited=False)
    + event(account("mill", 'said = "1901-05-01"').replace("herald", "x")),
    "an older source of a figure": source('published = "1850"', cited=False)
    + event('figures = [{ of = "carts", value = 1, cites = [{ source = "x" }] }]'),
    "a source read the day it was published": source('published = "1901-05-13"\naccessed = "1901-05-13"'),
    "an event of one day within the larger": event('part_of = "shut"', date="1901-05-12"),
    "an event about the time of the larger": event('part_of = "shut"', date="1901-05-14~"),
    "a party that goes on": '[[parties]]\nid = "y"\nname = "Ferrymen"\nkind = "group"\nactive = "1880/.."\n'
    + event('parties = ["y"]'),
    "a name of one year": party('aliases = [{ name = "Y", since = "1890", until = "1890" }]'),
    "a withdrawn record that refers to a withdrawn one": source(WITHDRAWN, cited=False)
    + event(WITHDRAWN, cite="x").replace("2-01-01", "2-01-02"),
    "two events related from both sides": event('related = ["y"]')
    + event('related = ["x"]').replace('id = "x"', 'id = "y"').replace("A cart", "A coach"),
    "a party that only a source stands for": party(named=False) + source('standpoint = "x"', id="y"),
    "a place that only a place is part of": place(named=False)
    + place('part_of = "x"', name="Crane")
    .replace('"x"\nname = "Crane"', '"y"\nname = "Crane"')
    .replace('["x"]', '["y"]'),
    "a withdrawn source that nothing cites": source(WITHDRAWN, cited=False),
    "an established event of several parties that agree": event(
        account("mill", 'stance = "confirms"') + account("council", 'stance = "confirms"'), status="established"
    ),
    "an established event that parties judge otherwise": event(
        account("mill", 'stance = "asserts"\nfigures = [{ of = "carts", value = 3 }]\ndate = "1901"')
        + account("council", 'figures = [{ of = "carts", who = "the mill\'s", value = 4 }]\ndate = "1901-05"'),
        status="established",
    ),
    "an established event with one party's word on it": event(account("mill"), status="established"),
    "an established event that one side's source and another tell": event(status="established").replace(
        '{ source = "herald" }', '{ source = "minutes" }, { source = "herald" }'
    ),
    "a claimed event with its account": event(account("mill"), status="claimed"),
    "a disputed event with three accounts": party(named=False)
    + event(account("mill") + account("council") + account("x"), status="disputed"),
    "a crossing and a building of one name": place(name="Aldwater Bridge"),
    "a name of a thing and its part": party('part_of = ["mill"]\naliases = ["West Bank Mill"]'),
    "a name in both sides' forms": place(
        'aliases = [{ name = "Y", used_by = "council" }, { name = "Z", used_by = ["mill"] }]'
    ),
    "a name in the language of the other side": place(
        'aliases = [{ name = "Y", used_by = "council" }, { name = "Z", language = "de" }]'
    )
    + party(
        'aliases = [{ name = "Q", language = "de", used_by = "mill" }, { name = "R", used_by = "council" }]', name="F"
    )
    .replace('id = "x"', 'id = "y"')
    .replace('speaker = "x"', 'speaker = "y"'),
    "what a party calls itself": party('side = "east"\naliases = [{ name = "Z", used_by = "x" }]'),
    "the name again, with its language": party('aliases = [{ name = "Ferrymen", language = "en" }]'),
    "joiners in Persian and in emoji": quote(text="می\u200cخواهم 👩\u200d🌾"),
    "line breaks and tabs in a long text": event('summary = """\nFirst.\n\tSecond.\n"""'),
    "letters of several alphabets in several words": quote(text="Ağdam, Աղդամ, Агдам, Ακτή; Škoda № 5"),
    "a quotation in French and Vietnamese": quote(text="Ça coûte 10 € à l’école ; Đã đến nơi – ÀÉÎ"),
    "an address in letters of its own": source('url = "https://հայ.example/ա?x=1#y"'),
    "an address of a port and of a number": source('url = "http://127.0.0.1:8000/"\narchive_url = "http://[::1]/"'),
    "an ISBN of ten digits": source('isbn = "0-306-40615-2"\ndoi = "10.1000/(a)b;2-3"'),
    "an ISBN that ends in X": source('isbn = "080442957X"'),
    "languages with more to them": quote('language = "az-Cyrl-AZ"\noriginal_language = "x-carters"'),
    "a language of three letters, and one of one's own": quote('language = "hyw"\noriginal_language = "qaa"'),
    "two events of a day in different places": event('places = ["bridge"]') + event().replace('id = "x"', 'id = "y"'),
    "two like events of two months": event('places = ["bridge"]', date="1901-05")
    + event('places = ["bridge"]', date="1901-04").replace('id = "x"', 'id = "y"'),
    "two shellings told apart by a number": event('places = ["bridge"]').replace("A cart is", "12 carts are")
    + event('places = ["bridge"]').replace('id = "x"', 'id = "y"').replace("A cart is", "15 carts are"),
    "two like events that are related": event('places = ["bridge"]\nrelated = ["y"]')
    + event('places = ["bridge"]').replace('id = "x"', 'id = "y"'),
    "a like party of another kind": party(name="Ferry Office")
    + party(name="Ferry Office of Aldwater").replace('"x"', '"y"').replace("of-x", "of-y"),
    "parties told apart by a number or a letter": "".join(
        party(name=name).replace('"x"', f'"{letter}"').replace("of-x", f"of-{letter}").replace("Words", name)
        for letter, name in zip(
            "abcdef", ("Ferry I", "Ferry II", "Ferry A", "Ferry B", "Ferry 12", "Ferry 2"), strict=True
        )
    ),
    "countries of like names": party(name="State of Iran").replace("of-x", "of-z")
    + party(name="State of Iraq").replace('"x"', '"y"').replace("of-x", "of-y"),
    "the same words on two days": quote(date="1901-05-13") + quote().replace('id = "x"', 'id = "y"'),
    "a capital letter before a guillemet": quote(text="« AMANHÃ » et «AMANHÃ»"),
    "two pages of one address": source('url = "https://x.example/a"') + source('url = "https://x.example/a"', id="y"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_left_alone(name: str, tmp_path: Path) -> None:
    text = f"{SOUND[name]}\n{REST}"
    assert [brief(each) for each in findings(tmp_path / "x.toml", text)] == []


def test_the_good_store_has_no_finding(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "data" / "good.toml").read_text(encoding="utf-8")
    assert findings(tmp_path / "good.toml", text) == ()


def test_the_small_store_of_the_format_has_no_finding(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    text = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert text is not None
    assert findings(tmp_path / "bridges.toml", text[1]) == ()
