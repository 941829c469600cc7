"""The colours. Neither side's flag; every pair of text and background meets WCAG 2's contrast of 4.5 to 1."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="karabakh-dark",
    primary="#8ab4d8",
    secondary="#9fb0c0",
    accent="#e3b341",
    warning="#e3b341",
    error="#f2777a",
    success="#8fbf8f",
    foreground="#dcdcdc",
    background="#15181c",
    surface="#1b1f24",
    panel="#2a3038",
    dark=True,
    variables={"muted": "#9aa4ae", "heading": "#e3b341", "link": "#8ab4d8", "cursor": "#2f4a63", "hit": "#f0c674"},
)

LIGHT = Theme(
    name="karabakh-light",
    primary="#1f5582",
    secondary="#4a5a68",
    accent="#7a4f00",
    warning="#7a4f00",
    error="#a3212b",
    success="#2f6b2f",
    foreground="#1c1c1c",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#dedbd3",
    dark=False,
    variables={"muted": "#575f66", "heading": "#7a4f00", "link": "#1f5582", "cursor": "#c3d7e8", "hit": "#7a2f00"},
)

THEMES = (DARK, LIGHT)
NAMES = ("karabakh-dark", "karabakh-light", "ansi-dark", "ansi-light")

ANSI_VARIABLES = {
    "muted": "ansi_default",
    "heading": "ansi_default",
    "link": "ansi_default",
    "cursor": "ansi_default",
    "hit": "ansi_default",
}
"""Defaults for themes that do not define our own variables: the terminal's own colours, told apart by weight."""
