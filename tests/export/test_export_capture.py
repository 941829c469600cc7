"""Where the archived copy of a source is: addresses on the web alone."""

from __future__ import annotations

import re

import pytest
from tests.export.stores import found
from tests.model import small as made

from karabakh_tui.export.address import web_address
from karabakh_tui.export.capture import archived_address, archived_address_of
from karabakh_tui.export.cited import numbered_cites
from karabakh_tui.export.errors import ExportError
from karabakh_tui.model.store import FactStore


@pytest.mark.parametrize(
    ("published", "stamp"),
    [
        ("XXXX", ""),
        ("1993-07-28", "19930728/"),
        ("2017-07?", "20170731/"),
        ("2003~", "20031231/"),
        ("2001-04-02/2001-04-08", "20010408/"),
        ("199X", "19991231/"),
        ("2001/..", ""),
        ("0044", ""),
        ("Y17000", ""),
        (None, ""),
    ],
)
def test_a_capture_is_looked_for_near_the_last_day_of_publication(published: str | None, stamp: str) -> None:
    source = made.source(url="https://paper.example/a?b=c#d", **({"published": published} if published else {}))
    assert archived_address(source) == f"https://web.archive.org/web/{stamp}https://paper.example/a?b=c#d"


def test_a_copy_that_the_source_names_comes_first(small: FactStore) -> None:
    cites = numbered_cites(small, found(small, "events/bridge-shut"))
    assert archived_address_of(small, cites) == "https://archive.example/gazette"
    assert archived_address_of(small, cites[2:]) == (
        "https://web.archive.org/web/19930731/https://council.example/statement"
    )


def test_a_source_that_is_a_capture_already_is_its_own_copy() -> None:
    url = "https://web.archive.org/web/20010101/http://paper.example/"
    assert archived_address(made.source(url=url)) == url


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example", "//x.example", "http:x", "https://", " "],
)
def test_what_is_not_on_the_web_has_no_copy_there(address: str) -> None:
    store = made.store(made.source(url=address, archive_url=address), made.event("fire"))
    assert web_address(address) == ""
    assert archived_address(store.sources[0]) == ""
    with pytest.raises(ExportError, match="no address on the web"):
        archived_address_of(store, store.events[0].cites)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (" https://x.example/a ", "https://x.example/a"),
        ("HTTP://x.example", "HTTP://x.example"),
        ("https://x.example/a b", "https://x.example/a%20b"),
        ("https://x.example/{a}\\b", "https://x.example/%7Ba%7D%5Cb"),
        ("https://x.example/<a>\"'", "https://x.example/%3Ca%3E%22'"),
        ("https://x.example/\x1b]0;x\x07\n", "https://x.example/%1B]0;x%07"),
        ("https://x.example/\u202ea\u200b", "https://x.example/%E2%80%AEa%E2%80%8B"),
        ("https://x.example/%D4%B1", "https://x.example/%D4%B1"),
        ("https://x.example/Լեռ", "https://x.example/Լեռ"),
    ],
)
def test_what_may_not_stand_in_an_address_is_percent_encoded(written: str, address: str) -> None:
    assert web_address(written) == address


def test_every_shipped_source_has_an_address_and_an_archived_copy(shipped: FactStore) -> None:
    for source in shipped.sources:
        assert re.match(r"https?://[^\s<>]+$", archived_address(source)), source.id
        assert web_address(source.url) == source.url, source.id
