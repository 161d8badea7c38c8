"""Classes of characters, each written as the inside of a regular expression's brackets.

They only make things fast or say where a row may end: a character left out of `PLAIN`, `JOINING` and
`WIDE` is measured and judged one by one, with the same result.
"""

from __future__ import annotations

SPACES = "\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""Spaces at which a row may end, one by one: the tab, and all of Unicode's that are not no-break."""

BLANKS = SPACES + "\u00a0\u2007\u202f"
"""Everything that is drawn as nothing, one by one."""

FOLDED = "\N{MIDLINE HORIZONTAL ELLIPSIS}"
"""Drawn in the place of words that are folded away."""

FOLDED_MARKER = "\N{BLACK DIAMOND}"
"""Drawn in the place of a footnote marker that is folded away."""

STAND_INS = f"\u21c4\u2400-\u2426\u25af{FOLDED}{FOLDED_MARKER}\ufffd"
"""Characters drawn in the place of others; no mark or joiner behind one works on it."""

WESTERN = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2580-\u259f"  # the bars beside counts
)
"""What of `PLAIN` most texts in Latin or Cyrillic letters are made of, and no others."""

PLAIN = (
    " -~\u00a0-\u00ac\u00ae-\u02ff"  # Latin
    "\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff"  # Greek
    "\u0400-\u0482\u048a-\u052f"  # Cyrillic
    "\u0531-\u0556\u0559-\u058a\u05d0-\u05ea\u10a0-\u10c5\u10d0-\u10fc"  # Armenian, Hebrew, Georgian
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218b"  # punctuation, currencies, signs
    "\u0e01-\u0e30\u0e32\u0e3f-\u0e46\u0e4f-\u0e5b"  # Thai
    "\u2500-\u259f" + STAND_INS  # box drawing
)
"""Characters that draw as themselves in one cell, whatever stands around them."""

ARABIC = "\u0621-\u063f\u0641-\u064a\u0671-\u06d3\u06fa-\u06fc\u0750-\u077f"
"""Arabic letters, Persian, Urdu and their like among them."""

JOINING = (
    f"{ARABIC}\u0660-\u066f\u06f0-\u06f9"  # Arabic with its digits
    "\u0904-\u0939\u0958-\u0961\u0966-\u0980"  # Devanagari
    "\u0985-\u098c\u0993-\u09a8\u09aa-\u09b0"  # Bengali
)
"""Characters that draw as themselves in one cell and may take a joiner between them."""

MARKS = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0981-\u0983\u09bc\u09be-\u09c4\u09cd"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Combining marks, which take no cells behind a base: Latin, Cyrillic, Hebrew, Arabic, Indic, Thai."""

HANGUL = "\u1100-\u115e\ua960-\ua97c\uac00-\ud7a3"
"""Syllables and leading letters of Korean, which wraps at its spaces."""

IDEOGRAPHS = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\U00020000-\U0002fffd\U00030000-\U0003fffd"
"""Chinese characters."""

WIDE = (
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3105-\u312f"  # punctuation, kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9ffc\uac00-\ud7a3\uff01-\uff60\U00020000-\U0002a6dd"  # CJK, full width
)
"""Characters that draw as themselves in two cells, whatever stands around them."""

PICTOGRAPHS = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
)
"""Characters that emoji sequences are made of, from the blocks of Unicode's ``emoji-data.txt``."""

BREAKING = WIDE.replace("\uac00-\ud7a3", "") + "\uf900-\ufa6d\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
"""Wide characters at whose sides a row may end: CJK without Korean, and emoji."""

OPENING = (
    "([{\u2018\u201c\u00ab"
    "\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u301d\uff08\uff3b\uff5b\uff5f"
)
"""Brackets and quotes that do not end a row."""

CLOSING = (
    "!),.:;?\\]}\u2019\u201d\u00bb\u2026\u3001-\u3003\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b"
    "\u301e\u301f\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u309b-\u309e\u30a1\u30a3"
    "\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fb-\u30fe\uff01\uff09\uff0c\uff0e\uff1a\uff1b"
    "\uff1f\uff3d\uff5d\uff60"
)
"""Characters that do not begin a row: closing punctuation and the small kana (JIS X 4051, kinsoku)."""
