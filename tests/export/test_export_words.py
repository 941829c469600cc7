"""Citations, quotations and text, as they are pasted."""

from __future__ import annotations

import pytest
from tests.export.stores import found

from karabakh_tui.export.export import export
from karabakh_tui.model.store import FactStore

BIBLIOGRAPHY = {
    "un-853": "United Nations Security Council. “Resolution 853 (1993).” S/RES/853, July 29, 1993. https://un.example/853.",
    "gazette": "Quill, C., and D. Ink. “Who shut the bridge?” Aldwater Gazette, [July 28, 1993?]. "
    "https://gazette.example/bridge.",
    "unsigned": "West Bank Post. “The bridge is shut.” July 28, 1993. https://post.example/bridge.",
    "history": "Scholar, E. A History of the Bridge. Wey University Press, [ca. 1995].",
    "chapter": "Scholar, E., F. Reader, and G. Writer. “The Shutting.” In Essays on Bridges, 12–34. "
    "Wey University Press, 1995–1996. https://doi.org/10.0000/bridge.",
    "declaration": "East Bank Council. “Statement on the bridge.” July 1993. https://council.example/statement.",
    "mill-v-council": "“Mill v. Council.” no. 12/93, Court of the River, February 1–3, 1994. ftp://court.example/12-93.",
}

REFERENCES = {
    "un-853": "United Nations Security Council. (1993, July 29). Resolution 853 (1993) (S/RES/853). "
    "https://un.example/853",
    "gazette": "Quill, C., & Ink, D. (1993, July 28?). Who shut the bridge? Aldwater Gazette. "
    "https://gazette.example/bridge",
    "unsigned": "The bridge is shut. (1993, July 28). West Bank Post. https://post.example/bridge",
    "history": "Scholar, E. (ca. 1995). A History of the Bridge. Wey University Press.",
    "chapter": "Scholar, E., Reader, F., & Writer, G. (1995–1996). The Shutting. In Essays on Bridges (pp. 12–34). "
    "Wey University Press. https://doi.org/10.0000/bridge",
    "declaration": "East Bank Council. (1993, July). Statement on the bridge [Statement]. "
    "https://council.example/statement",
    "mill-v-council": "Mill v. Council (no. 12/93). (1994, February 1–3). Court of the River. "
    "ftp://court.example/12-93",
}

NOTES = """\
C. Quill and D. Ink, “Who shut the bridge?” Aldwater Gazette, [July 28, 1993?], p. 1, https://gazette.example/bridge.
United Nations Security Council, “Resolution 853 (1993),” S/RES/853, July 29, 1993, https://un.example/853.
E. Scholar, A History of the Bridge (Wey University Press, [ca. 1995]), p. 7.
East Bank Council, “Statement on the bridge,” July 1993, para. 2, https://council.example/statement.
“The bridge is shut,” West Bank Post, July 28, 1993, https://post.example/bridge."""

IN_TEXT = """\
Quill, C., & Ink, D. (1993, July 28?). Who shut the bridge? Aldwater Gazette. https://gazette.example/bridge
(Quill & Ink, 1993?, p. 2)"""

DISPUTED = """\
The bridge is shut (about 27 July 1993) [1] [2]
Status: disputed; told by Aldwater Gazette; United Nations Security Council.
Carts were turned back.
carts: at least 40 [3]
East Bank Council says: The bridge was unsafe. (asserts, said July 1993) [4]
East Bank Council says: cracks: 3
West Bank Mill says: It was shut to starve the mill. (denies) [5]

Sources:
[1] C. Quill and D. Ink, “Who shut the bridge?” Aldwater Gazette, [July 28, 1993?], p. 1, https://gazette.example/bridge.
[2] United Nations Security Council, “Resolution 853 (1993),” S/RES/853, July 29, 1993, https://un.example/853.
[3] E. Scholar, A History of the Bridge (Wey University Press, [ca. 1995]), p. 7.
[4] East Bank Council, “Statement on the bridge,” July 1993, para. 2, https://council.example/statement.
[5] “The bridge is shut,” West Bank Post, July 28, 1993, https://post.example/bridge.

events/bridge-shut"""

DISPUTED_IN_MARKDOWN = """\
**The bridge is shut (about 27 July 1993)**[^events-bridge-shut-1][^events-bridge-shut-2]

Status: disputed; told by Aldwater Gazette; United Nations Security Council.

Carts were turned back.

carts: at least 40[^events-bridge-shut-3]

**East Bank Council says:** The bridge was unsafe. (asserts, said July 1993)[^events-bridge-shut-4]

**East Bank Council says:** cracks: 3

**West Bank Mill says:** It was shut to starve the mill. (denies)[^events-bridge-shut-5]

[^events-bridge-shut-1]: C\\. Quill and D. Ink, “Who shut the bridge?” *Aldwater Gazette*, \\[July 28, 1993?\\], p. 1, \
<https://gazette.example/bridge>.
[^events-bridge-shut-2]: United Nations Security Council, “Resolution 853 (1993),” S/RES/853, July 29, 1993, \
<https://un.example/853>.
[^events-bridge-shut-3]: E\\. Scholar, *A History of the Bridge* (Wey University Press, \\[ca. 1995\\]), p. 7.
[^events-bridge-shut-4]: East Bank Council, “Statement on the bridge,” July 1993, para. 2, \
<https://council.example/statement>.
[^events-bridge-shut-5]: “The bridge is shut,” *West Bank Post*, July 28, 1993, <https://post.example/bridge>."""

TRANSLATED = """\
“No cart shall pass [until the piers are mended].
None.”
— Ana Bryce, Mayor of the East Bank, on behalf of East Bank Council, 28 July 1993. C. Quill and D. Ink, \
“Who shut the bridge?” Aldwater Gazette, [July 28, 1993?], p. 2, https://gazette.example/bridge.
Translated from de by the Gazette.
In the original: “Kein Wagen.”"""

TRANSLATED_IN_MARKDOWN = """\
Ana Bryce, Mayor of the East Bank, on behalf of East Bank Council, 28 July 1993:

> “No cart shall pass \\[until the piers are mended\\].\\
> None.”[^quotes-no-cart-1]

In the original:

> “Kein Wagen.”

Translated from de by the Gazette.

[^quotes-no-cart-1]: C\\. Quill and D. Ink, “Who shut the bridge?” *Aldwater Gazette*, \\[July 28, 1993?\\], p. 2, \
<https://gazette.example/bridge>."""

WORDS_OF_A_SOURCE = """\
“No cart was let through.”
— Aldwater Gazette: C. Quill and D. Ink, “Who shut the bridge?” Aldwater Gazette, [July 28, 1993?], p. 1, \
https://gazette.example/bridge.
On “The bridge is shut” (about 27 July 1993).
Status: disputed; told by Aldwater Gazette; United Nations Security Council."""

JUDGMENT = """\
“Mill v. Council.” no. 12/93, Court of the River, February 1–3, 1994. ftp://court.example/12-93.
Withdrawn from the record 1996: overturned.
Repeats “Who shut the bridge?”
Address: ftp://court.example/12-93
sources/mill-v-council"""

ONE_SIDED_AND_WITHDRAWN = {
    "events/mill-closes": "Status: established; told by West Bank Post (speaks for West Bank Mill); "
    "one-sided: all its sources speak for The west bank.",
    "events/toll": "Status: established. Withdrawn from the record 1 January 1996: there was none; "
    "replaced by events/bridge-shut.",
    "parties/east-council": "One-sided: all its sources speak for The east bank.",
}


@pytest.mark.parametrize("source", BIBLIOGRAPHY)
def test_a_source_is_an_entry_of_a_bibliography_in_chicago(source: str, small: FactStore) -> None:
    assert export(small, found(small, f"sources/{source}"), "chicago") == BIBLIOGRAPHY[source]


@pytest.mark.parametrize("source", REFERENCES)
def test_a_source_is_a_reference_in_apa(source: str, small: FactStore) -> None:
    assert export(small, found(small, f"sources/{source}"), "apa") == REFERENCES[source]


@pytest.mark.parametrize(
    ("ref", "name", "expected"),
    [
        ("events/bridge-shut", "chicago", NOTES),
        ("quotes/no-cart", "apa", IN_TEXT),
        ("events/bridge-shut", "plain", DISPUTED),
        ("events/bridge-shut", "markdown", DISPUTED_IN_MARKDOWN),
        ("events/bridge-shut", "quotation", WORDS_OF_A_SOURCE),
        ("quotes/no-cart", "quotation", TRANSLATED),
        ("quotes/no-cart", "markdown", TRANSLATED_IN_MARKDOWN),
        ("sources/mill-v-council", "plain", JUDGMENT),
        ("events/toll", "id", "events/toll"),
    ],
)
def test_a_record_is_told_as_it_was_reviewed(ref: str, name: str, expected: str, small: FactStore) -> None:
    assert export(small, found(small, ref), name) == expected


@pytest.mark.parametrize("ref", ONE_SIDED_AND_WITHDRAWN)
def test_a_fact_of_one_side_and_one_taken_back_say_so_before_anything_else(ref: str, small: FactStore) -> None:
    assert export(small, found(small, ref), "plain").splitlines()[1] == ONE_SIDED_AND_WITHDRAWN[ref]
    assert export(small, found(small, ref), "markdown").split("\n\n")[1] == ONE_SIDED_AND_WITHDRAWN[ref]


def test_a_source_that_is_missing_is_cited_as_missing(small: FactStore) -> None:
    event = found(small, "events/toll")
    assert export(small, event, "chicago", 2) == "“lost (missing),” n.d."
    assert export(small, event, "apa", 2) == "lost (missing). (n.d.)."
    assert "@misc{lost,\n  title = {{lost (missing)}}," in export(small, event, "bibtex", 2)
