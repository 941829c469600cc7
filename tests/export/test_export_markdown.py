"""Markdown as a reader of it sees it: store text never becomes markup."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from tests.export.stores import found, of_all_tables
from tests.model import small as made

from karabakh_tui.export.cited import numbered_cites, source_of
from karabakh_tui.export.export import export, formats_for
from karabakh_tui.export.telling import telling
from karabakh_tui.export.text import one_line
from karabakh_tui.export.work import read_at, work_of
from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore

OURS = {
    "blockquote_close", "blockquote_open", "em_close", "em_open", "footnote_anchor", "footnote_block_close",
    "footnote_block_open", "footnote_close", "footnote_open", "footnote_ref", "hardbreak", "inline", "link_close",
    "link_open", "paragraph_close", "paragraph_open", "strong_close", "strong_open", "text",
}  # fmt: skip
"""What our own markup makes."""

READER = MarkdownIt("gfm-like", {"html": True}).use(footnote_plugin).use(deflist_plugin).use(dollarmath_plugin)


def tokens(text: str) -> list[Token]:
    """Return what a reader of Markdown with all its extensions makes of a text, the insides of lines included."""
    assert READER.linkify is not None
    READER.linkify.set({"fuzzy_link": False})  # a bare name of a site is no link in GitHub's Markdown
    return list(_flat(READER.parse(text)))


def _flat(found: list[Token]) -> Iterator[Token]:
    for token in found:
        yield token
        yield from _flat(token.children or [])


def text_of(found: list[Token]) -> str:
    """Return what is read, a line a paragraph."""
    words = {"hardbreak": "\n", "paragraph_close": "\n"}
    return "".join(each.content if each.type == "text" else words.get(each.type, "") for each in found)


def assert_only_ours(store: FactStore, record: Record) -> list[Token]:
    """Assert that nothing is marked up but what we mark up, and that what is read is what the record tells."""
    read = tokens(export(store, record, "markdown"))
    types = [each.type for each in read]
    assert set(types) <= OURS
    told = telling(store, record)
    works = [work_of(source_of(store, cite)) for cite in numbered_cites(store, record)]
    if record.table != "sources":
        said = [passage for passage in told.passages if passage.who and not passage.exact]
        assert types.count("strong_open") == bool(told.heading) + len(said)
        assert types.count("blockquote_open") == len([each for each in told.passages if each.exact])
        assert types.count("footnote_open") == len(works)
    addresses = {READER.normalizeLink(read_at(work)) for work in works}
    for token in read:
        if token.type == "link_open":
            assert token.markup == "autolink"
            assert token.attrs["href"] in addresses
    text = one_line(text_of(read))
    for words in (told.heading, told.standing, *(passage.words for passage in told.passages), *told.remarks):
        assert one_line(words) in text
    return read


@pytest.mark.parametrize("table", ["sources", "parties", "places", "events", "quotes"])
def test_a_shipped_record_is_marked_up_by_us_alone(table: str, shipped: FactStore) -> None:
    for record in shipped.records(table)[::5]:
        assert_only_ours(shipped, record)


def test_a_record_of_the_small_one_is_marked_up_by_us_alone(small: FactStore) -> None:
    for record in of_all_tables(small):
        if "markdown" in {each.name for each in formats_for(small, record)}:
            assert_only_ours(small, record)


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["[x](javascript:alert(1))", "![x](http://x.example/y)", "<b>", "<!--", "<script>", "&amp;", "&#60;",
             "*a*", "**", "__a__", "_", "`", "```\n", "~~~\n", "~~a~~", "# ", "\n# ", "- ", "\n- ", "1. ", "\n2) ",
             "+ ", "> ", "\n> ", "---\n", "\n===", "| a | b |\n|---|---|\n", "[^1]", "[^1]: x", "\n\n    code",
             "http://evil.example", "https://evil.example/a_b", "www.evil.example", "a@evil.example", "<http://x>",
             "\\", "\\\n", "$x$", "$$", ": x", "\n: x", "a\n\n", "[a]: http://x", "A. ", "(a) ", "%", ":smile:",
             "@you", "#1", "é", "Լեռ", "мир", "“", "”", "\u202e", "\x1b[2J"]
        ),
        st.text(max_size=6),
    ),
    min_size=1,
    max_size=6,
).map("".join).filter(bool)  # fmt: skip
"""Texts of what Markdown acts on."""


@settings(deadline=None, max_examples=100)
@given(HOSTILE, HOSTILE)
@pytest.mark.parametrize("ref", ["sources/paper", "events/fire", "quotes/words", "parties/party"])
def test_hostile_text_is_read_as_it_is_shown(ref: str, words: str, others: str) -> None:
    cite = {"source": "paper", "at": others, "words": words}
    account = {"by": "party", "says": words, "cites": [cite]}
    store = made.store(
        made.source(
            title=words, publisher=others, authors=[words], container=others, number=words, pages=others,
            url=f"https://paper.example/{others}", archive_url=others,
        ),
        made.party("party", name=words, summary=others, role=words, cites=[cite]),
        made.event(
            "fire", title=words, summary=others, cites=[cite], accounts=[account],
            withdrawn="1999", withdrawn_why=others,
        ),
        made.quote("words", speaker="party", text=words, original=others, capacity=others, cites=[cite]),
    )  # fmt: skip
    assert_only_ours(store, found(store, ref))


def test_an_address_that_is_none_on_the_web_is_no_link() -> None:
    store = made.store(made.source(url="javascript:alert(1)"))
    read = assert_only_ours(store, found(store, "sources/paper"))
    assert "link_open" not in {each.type for each in read}
    assert "javascript:alert(1)" in text_of(read)


def test_footnotes_of_two_records_do_not_meet_in_one_document(shipped: FactStore) -> None:
    labels = [
        f"[^{record.table}-{record.id}-{number}]:"
        for record in (*shipped.events, *shipped.quotes)
        for number in range(1, len(numbered_cites(shipped, record)) + 1)
    ]
    assert len(set(labels)) == len(labels)
    event = shipped.events[0]
    assert all(label in export(shipped, event, "markdown") for label in labels if f"-{event.id}-" in label)
