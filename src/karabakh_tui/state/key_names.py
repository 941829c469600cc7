"""Names of keys: from what people write to what the screen's library calls them, and back.

A key that a terminal cannot tell from another is refused, with the reason: bound, it would never arrive.
"""

from __future__ import annotations

import re
import string
import unicodedata
from types import MappingProxyType

from .sentences import did_you_mean


class UnusableKeyError(ValueError):
    """What was written names no key that can be bound; the message goes on after the key's name."""


MODIFIERS = MappingProxyType(
    {
        "ctrl": "ctrl", "control": "ctrl", "c": "ctrl",
        "alt": "alt", "option": "alt", "opt": "alt", "meta": "alt", "a": "alt", "m": "alt",
        "shift": "shift", "s": "shift",
        "super": "super", "cmd": "super", "command": "super", "win": "super", "hyper": "super", "d": "super",
    }
)  # fmt: skip

FUNCTION_KEYS = tuple(f"f{number}" for number in range(1, 13))
CURSOR_KEYS = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
TYPING_KEYS = ("enter", "tab", "space", "backspace", "escape")

NAMES = MappingProxyType(
    {key: key for key in (*FUNCTION_KEYS, *CURSOR_KEYS, *TYPING_KEYS)}
    | {
        "return": "enter", "cr": "enter", "esc": "escape", "bs": "backspace", "spc": "space", "spacebar": "space",
        "del": "delete", "ins": "insert", "page_up": "pageup", "pgup": "pageup", "page_down": "pagedown",
        "pgdn": "pagedown", "pgdown": "pagedown", "arrow_up": "up", "arrow_down": "down", "arrow_left": "left",
        "arrow_right": "right",
        "←": "left", "→": "right", "↑": "up", "↓": "down", "⏎": "enter", "↵": "enter", "⌫": "backspace",
        "slash": "slash", "backslash": "backslash", "at": "at", "minus": "minus", "dash": "minus", "hyphen": "minus",
        "plus": "plus", "underscore": "underscore", "star": "asterisk", "dot": "full_stop", "period": "full_stop",
        "hash": "number_sign", "quote": "apostrophe", "backtick": "grave_accent", "pipe": "vertical_line",
    }
)  # fmt: skip
"""Names that people write for a key, folded, and the library's."""

_SHORT = MappingProxyType(
    {
        "SOLIDUS": "slash", "REVERSE SOLIDUS": "backslash", "COMMERCIAL AT": "at", "HYPHEN-MINUS": "minus",
        "PLUS SIGN": "plus", "LOW LINE": "underscore",
    }
)  # fmt: skip
"""Signs that the library does not call by their Unicode names."""

_LABELS = MappingProxyType(
    {
        "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "delete": "Del", "insert": "Ins",
        "left": "←", "right": "→", "up": "↑", "down": "↓",
    }
)  # fmt: skip


def _sign_name(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return _SHORT.get(name, name.lower().replace("-", "_").replace(" ", "_"))


_SIGNS = MappingProxyType({_sign_name(sign): sign for sign in string.punctuation})


def parse_key(written: str) -> str:
    """Return the library's name of a key: `slash` for `/`, `ctrl+o` for `Ctrl+O`, `C-o` and `^O`.

    Raises:
        UnusableKeyError: if it names no key, or one that terminals do not tell from another.
    """
    modifiers, rest = _split(written if written == " " else written.strip())
    base = _base(rest)
    if base is None:
        raise UnusableKeyError(f"is not the name of a key{_near(rest)}")
    if len(base.lower()) == 1 and modifiers & {"ctrl", "alt"}:
        base = base.lower()
    if modifiers == {"shift"} and len(base) == 1 and len(base.upper()) == 1 and base.isalpha():
        return base.upper()
    reason = _refusal(modifiers, base)
    if reason:
        raise UnusableKeyError(reason)
    return "+".join([*sorted(modifiers), base])


def key_label(key: str) -> str:
    """Return what a reader calls a key that has the library's name: `/`, `Ctrl+O`, `Alt+←`."""
    *modifiers, base = key.split("+")
    if len(base) == 1:
        label = base.upper() if modifiers and len(base.upper()) == 1 else base
    else:
        label = _LABELS.get(base) or _sign(base) or base.capitalize()
    return "+".join([*(each.capitalize() for each in modifiers), label])


def _split(written: str) -> tuple[set[str], str]:
    """Return the modifiers that something begins with, and the rest of it."""
    if len(written) > 2 and written[0] == "<" and written[-1] == ">":
        written = written[1:-1]
    if len(written) == 2 and written[0] == "^":
        return {"ctrl"}, written[1]
    modifiers: set[str] = set()
    while (found := re.match(r"([A-Za-z]+)\s*[+-]\s*(?=.)", written, re.DOTALL)) and found[1].lower() in MODIFIERS:
        modifiers.add(MODIFIERS[found[1].lower()])
        written = written[found.end() :]
    if written.lower() in ("backtab", "back_tab"):
        return modifiers | {"shift"}, "tab"
    return modifiers, written


def _base(written: str) -> str | None:
    """Return the library's name of a key without modifiers; None where it has none."""
    folded = re.sub(r"[\s-]+", "_", written.casefold()) if len(written) > 1 else written
    if folded in NAMES:
        return NAMES[folded]
    if written == " ":
        return "space"
    if len(written) == 1:
        if not written.isprintable() or unicodedata.combining(written):
            return None
        return written if written.isalnum() else _sign_name(written) or None
    return folded if _sign(folded) else None


def _sign(name: str) -> str:
    """Return the sign that has the library's name; "" where that names none."""
    try:
        sign = _SIGNS.get(name) or unicodedata.lookup(name.replace("_", " "))
    except (KeyError, ValueError):
        return ""
    return sign if _is_sign(sign) and _sign_name(sign) == name else ""


def _is_sign(letter: str) -> bool:
    return len(letter) == 1 and letter.isprintable() and not letter.isalnum() and not letter.isspace()


def _near(written: str) -> str:
    if re.fullmatch(r"[fF]\d+", written):
        return "; function keys are F1 to F12: those above, few terminals send"
    *_, last = re.split(r"[+-]", written)
    tried = [f"{modifier}+{last.lower()}" for modifier in ("ctrl", "alt", "shift")] if last not in ("", written) else []
    return did_you_mean(written, [*NAMES, *tried])


SAME_AS_CTRL = MappingProxyType(
    {"i": "Tab", "m": "Enter", "h": "Backspace", "left_square_bracket": "Esc"},
)
"""What Ctrl with a letter or sign is to a terminal, where it is a key that has a name."""


def _refusal(modifiers: set[str], base: str) -> str:
    """Return why a key cannot be bound; "" where it can."""
    if not modifiers or (modifiers, base) == ({"shift"}, "tab"):
        return ""
    if "super" in modifiers:
        return "would be kept by the desktop: few terminals pass it on"
    if base in CURSOR_KEYS or (base in FUNCTION_KEYS and base != "f3"):
        return ""
    if base == "f3":
        return "has the code with which terminals report where the cursor is; choose another function key"
    if base in TYPING_KEYS:
        return f"arrives as {key_label(base)} or not at all in most terminals; choose another key"
    return _letter_refusal(modifiers, base)


def _letter_refusal(modifiers: set[str], base: str) -> str:
    if modifiers == {"shift"}:
        return "is not a key of its own: write the sign that it makes, such as ?"
    if "ctrl" in modifiers:
        return _ctrl_refusal(modifiers, base)
    if len(base) > 1 or not base.isalpha() or base != base.lower():
        return "arrives without Alt, or as another sign, in many terminals; choose Alt with a letter"
    return ""


def _ctrl_refusal(modifiers: set[str], base: str) -> str:
    same = SAME_AS_CTRL.get(base)
    if same and "alt" not in modifiers:
        return f"is {same}: terminals send the same for both"
    if not (re.fullmatch(r"[a-z]", base) or base in ("backslash", "right_square_bracket")):
        return "has no code of its own in most terminals; Ctrl goes with A to Z, \\ and ]"
    if modifiers != {"ctrl"}:
        return f"arrives as Ctrl+{key_label(base).upper()} in most terminals; choose another key"
    return ""
