"""Armenian, Cyrillic, Georgian and Greek letters in Latin ones, as the romanisations in use write them.

What is wanted is the spelling that stands in English texts, so the tables follow BGN/PCGN where systems differ:
`խ х ხ` is kh, `ղ ღ` gh, `ց ц ც` ts, `ձ ძ` dz, `ժ ж ჟ` zh, `շ ш შ` sh, `չ ճ ч ჩ ჭ` ch, `ջ ჯ` j.

- Armenian: `ու` is u, `և եւ` ev, classical `իւ` yu before a consonant and final `եան` yan; `ե` is ye and `ո` is vo
  at a word's beginning.
- Cyrillic: Russian, Ukrainian, Belarusian and Serbian letters; hard and soft signs are left out; `ё` is read as `е`.
- A Cyrillic word with a letter of the Azerbaijani alphabet of 1958 (`ә ғ ҝ ҹ ө ү һ ј`) is written in today's
  Azerbaijani Latin letters instead: `Азәрбајҹан` is Azərbaycan.

Text comes in case-folded, without combining marks, and goes out so. What differs between romanisations is
made equal in `spelling`.
"""

from __future__ import annotations

import re

_ARMENIAN = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "y", "թ": "t", "ժ": "zh", "ի": "i",
    "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz", "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y",
    "ն": "n", "շ": "sh", "ո": "o", "չ": "ch", "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r",
    "ց": "ts", "ւ": "v", "փ": "p", "ք": "k", "և": "ev", "օ": "o", "ֆ": "f",
}  # fmt: skip

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "є": "ye", "ґ": "g", "ђ": "dj", "ћ": "ch", "љ": "lj", "њ": "nj",
    "џ": "dz", "ѕ": "dz", "ә": "ə", "ө": "o", "ү": "u", "һ": "h", "ј": "y", "ң": "n",
}  # fmt: skip

_AZERBAIJANI = {
    "г": "q", "ғ": "ğ", "ҝ": "g", "ҹ": "c", "ч": "ç", "ш": "ş", "ж": "j", "х": "x", "ә": "ə", "ө": "ö", "ү": "ü",
    "ы": "ı", "һ": "h", "ј": "y", "к": "k",
}  # fmt: skip

_GEORGIAN = {
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i", "კ": "k", "ლ": "l",
    "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s", "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k",
    "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j",
    "ჰ": "h",
}  # fmt: skip

_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip

_LETTERS = str.maketrans({**_ARMENIAN, **_CYRILLIC, **_GEORGIAN, **_GREEK})
_AZERBAIJANI_LETTERS = str.maketrans({**_CYRILLIC, **_AZERBAIJANI})

_COMPOSED = {"й": "y", "ї": "yi", "ў": "u", "ѓ": "g", "ќ": "k"}
_ANY_COMPOSED = re.compile(f"[{''.join(_COMPOSED)}]")
_FOREIGN = re.compile("[Ͱ-ϿЀ-ԯ԰-֏ა-ჿ]")
_HAS_ARMENIAN = re.compile("[ա-և]")
_TELLING = "[әғҝҹөүһј]"
_AZERBAIJANI_WORD = re.compile(f"(?<![a-zЀ-ԯ])(?>(?:(?!{_TELLING})[a-zЀ-ԯ])*){_TELLING}[a-zЀ-ԯ]*")
_LETTER = "[ա-և]"
_IN_CONTEXT = (
    (re.compile("ու"), "u"),
    (re.compile("եւ"), "ev"),
    (re.compile("իւ(?=[աեէըիոօ])"), "iv"),
    (re.compile("իւ"), "yu"),
    (re.compile("եան(?![ա-և])"), "yan"),
    (re.compile(f"ե(?<!{_LETTER}ե)"), "ye"),
    (re.compile(f"ո(?<!{_LETTER}ո)(?!վ)"), "vo"),
)
"""Armenian letters that are read by what stands next to them, in the order of application."""


def is_foreign(text: str) -> bool:
    """Tell whether a text has letters that `romanise` replaces."""
    return _FOREIGN.search(text) is not None


def keep_composed(text: str) -> str:
    """Return a text with the letters read at once that decomposition would take for others: й is not и."""
    return _ANY_COMPOSED.sub(lambda found: _COMPOSED[found[0]], text)


def romanise(text: str) -> str:
    """Return a case-folded text without combining marks with the letters of other alphabets in Latin ones."""
    if _HAS_ARMENIAN.search(text):
        for pattern, letters in _IN_CONTEXT:
            text = pattern.sub(letters, text)
    text = _AZERBAIJANI_WORD.sub(lambda word: word[0].translate(_AZERBAIJANI_LETTERS), text)
    return text.translate(_LETTERS)
