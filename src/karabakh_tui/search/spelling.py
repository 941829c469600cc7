"""Spelling keys: one word romanised by different rules gives keys that meet.

A key writes each sound with one sign. Where the letters do not tell the sound (`c` is j in Azerbaijani, ch without its
mark, k in English), a word has a key for each reading; two words are spellings of one name if they share a key.
Vowels are kept, voiced and voiceless consonants stay apart, and short words have no key: that keeps false unions rare.

| letters | sign | as in |
|---|---|---|
| kh, h, x, German ch | h | Khankendi, Hankendi, Xankəndi, Chankändi |
| gh, ğ | g or h | Karabagh, Qarabağ, Karabakh |
| q | k or g | Qazax, Kazakh, Gazakh |
| j, dj, dzh, zh, dsch, Azerbaijani c | J | Xocalı, Khojaly, Khodzhaly, Chodschali |
| ch, ç, č, tch, tsch, cz | C | Kocharyan, Kotcharian |
| sh, ş, š, sch, sz, sj, French ch | S | Shusha, Szusza, Sjoesja, Chouchi |
| dz, ts, tz | T | Berdzor, Bertsor |
| u, ou, oo | u | Shusha, Chousha |
| i, y, iy, yi, j before a vowel | i | Fuzuli, Fizuly; Aliyev, Aliev, Alijew |
| -ian, -yan, -ean | ian | Sahakyan, Sahakian, Sahakean |
| -ov, -ow, -off | ov | Mamedov, Mamedow |
| ə, ä | e or a | Gəncə, Ganja |
| double letters | once | Petrossian, Petrosyan |
| h at the end or between vowels | h or nothing | Shushah; Sahakyan, Саакян |
| Cyrillic г at the beginning or between vowels | g or h | Гейдар |
| -ya-, -yu- after g, k, l | ia or a, iu or u | Лячин, Гянджа |
| gui, gue; -ine | gi, ge; in | French Zanguilan, Latchine |
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from .fold import fold_letters
from .romanise import is_foreign, romanise

SHORTEST = 4
"""Letters of the shortest word that has keys."""
LONGEST = 40
_MOST = 24
"""Keys of a word at most."""
_SHORTEST_KEY = 3

_MARKED = str.maketrans(
    {"ə": "E", "ǝ": "E", "ä": "E", "ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ğ": "gh"}
)
"""Letters whose mark tells the sound, which folding would take away."""
_HAS_MARKED = re.compile("[əǝäşšçčžğәғҝҹг]")
_SOFT_G = re.compile("(?<![а-яё])г|(?<=[аеёиоуыэюя])г(?=[аеёиоуыэюя])")
_SOFT_H = re.compile("(?<=[aeiou])h(?=[aeiou])")
_KEPT = re.compile("([EG])")

_SOUNDS: dict[str, tuple[str, ...]] = {
    "dsch": ("J",), "tsch": ("C",), "shch": ("SC",),
    "sch": ("S",), "dzh": ("J",), "dzj": ("J",), "tch": ("C",), "tsj": ("C",),
    "cz": ("C",), "ch": ("C", "h", "S"), "dj": ("J",), "zh": ("J",), "zj": ("J",),
    "sh": ("S",), "sz": ("S",), "sj": ("S",),
    "dz": ("T",), "ts": ("T",), "tz": ("T",), "kh": ("h",), "gh": ("g", "h"), "ph": ("f", "p"), "th": ("t",),
    "ck": ("k",), "qu": ("k", "ku", "gu"), "ou": ("u",), "oo": ("u",), "oe": ("u", "o"), "ue": ("u",),
    "gui": ("gi", "gui"), "gue": ("ge", "gue"), "gya": ("gia", "ga"), "kya": ("kia", "ka"), "lya": ("lia", "la"),
    "gyu": ("giu", "gu"), "Gya": ("gia", "ga"), "Gyu": ("giu", "gu"), "kyu": ("kiu", "ku"), "lyu": ("liu", "lu"),
    "x": ("h", "ks"), "q": ("k", "g"), "c": ("J", "C", "k"), "j": ("J", "i"), "w": ("v",), "y": ("i",),
    "E": ("e", "a"), "G": ("g", "h"), "H": ("h", ""),
}  # fmt: skip
_LETTERS = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)) + "|.")
_MENDED = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("^ie"), "e"),
    (re.compile("ean$"), "ian"),
    (re.compile("([oe])f$"), r"\1v"),
)
_MAY_BE_DROPPED = (re.compile("(?<=[aeiou])h$"), re.compile("(?<=in)e$"))


def has_telling_marks(text: str) -> bool:
    """Tell whether a case-folded text has letters that give other keys than the same text folded."""
    return _HAS_MARKED.search(text) is not None


@lru_cache(maxsize=1 << 16)
def spelling_keys(word: str) -> tuple[str, ...]:
    """Return the keys of one word as it is written, the likeliest first; none for short words and numbers."""
    text = _with_sounds(word.casefold())
    if not SHORTEST <= len(text) <= LONGEST or not text.isalpha():
        return ()
    keys = [""]
    for found in _LETTERS.findall(text):
        sounds = _SOUNDS.get(found, (found,))
        keys = [key + sound for sound in sounds for key in keys][:_MOST]
    mended = dict.fromkeys(chain.from_iterable(_mended(key) for key in keys))
    return tuple(key for key in mended if len(key) >= _SHORTEST_KEY)


def _with_sounds(text: str) -> str:
    """Return a word folded, but for capital letters where what folding takes away tells the sound."""
    if _HAS_MARKED.search(text):
        if is_foreign(text):
            text = romanise(_SOFT_G.sub("G", text))
        parts = _KEPT.split(text.translate(_MARKED))
        text = "".join(part if part in ("E", "G") else fold_letters(part) for part in parts)
    else:
        text = fold_letters(text)
    return _SOFT_H.sub("H", text)


def _mended(key: str) -> tuple[str, ...]:
    for pattern, letters in _MENDED:
        key = pattern.sub(letters, key)
    without = key
    for pattern in _MAY_BE_DROPPED:
        without = pattern.sub("", without)
    return (key,) if without == key else (key, without)


_STABLE = frozenset("blmnr")
"""Letters that no rule adds or takes away."""


def outline(token: str) -> frozenset[str]:
    """Return what two spellings of one name always share, so that keys need not be made for all others."""
    return _STABLE.intersection(token)
