"""Cleans text for display and folds Arabic spelling for matching. Does not split text and does not stem."""

import re
import unicodedata

_GONE = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0B, 0x20),
        *range(0x7F, 0xA0),
        0x00AD,
        0x061C,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        0x180E,
        *range(0x2060, 0x2070),
        *range(0xD800, 0xE000),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0xFFF0, 0xFFFC),
        *range(0xE0000, 0xE1000),
    ]
)
_SPACES = dict.fromkeys([0x09, 0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LINES = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_DISPLAY = {**_GONE, **_SPACES, **_LINES}
# Persian and Urdu write a joint that parts two letters of a word; in Arabic it is a slip of the keyboard.
_JOINT, _PERSIAN_YEH, _ARABIC_YEH = "\u200c", "\u06cc", "\u064a"
_DISPLAY_WITH_JOINT = {sign: shown for sign, shown in _DISPLAY.items() if sign != ord(_JOINT)}
_LOOSE_JOINT = re.compile(f"(?<![^\\W\\d_]){_JOINT}+|{_JOINT}+(?![^\\W\\d_])")

_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdcf\ufe70-\ufefc]+")
# Most text holds none of these: one look spares it five passes.
_UNCLEAN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u0640\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufb50-\ufdcf\ufe00-\ufe0f\ufe70-\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_TATWEEL_IN_WORD = re.compile("(?<=[^\\W\\d_])\u0640+(?=[^\\W\\d_\u0640])")
_TATWEEL_RUN = re.compile("\u0640{2,}")

_MARKS = dict.fromkeys(
    [
        *range(0x0610, 0x061B),
        0x0640,
        *range(0x064B, 0x0660),
        0x0670,
        ord(_JOINT),
        *range(0x06D6, 0x06DD),
        *range(0x06DF, 0x06E9),
        *range(0x06EA, 0x06EE),
    ]
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SYMBOLS = str.maketrans("٫٬٪", ".,%")
_LETTERS = str.maketrans("أإآٱىیةهکگپچڤڨؤئ", "اااايي" + "هه" + "ككبجفقوي")
_MATCHING = {**_MARKS, **_DIGITS, **_SYMBOLS, **_LETTERS}

_ARABIC_LETTER = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]")
_LETTER = re.compile(r"[^\W\d_]")


def clean(text: str) -> str:
    """The text as a reader should see it: no hidden controls, plain letters and spaces, newlines kept."""
    if not _UNCLEAN.search(text):
        return unicodedata.normalize("NFC", text)
    is_persian = text.count(_PERSIAN_YEH) > text.count(_ARABIC_YEH)
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = _LOOSE_JOINT.sub("", shown.translate(_DISPLAY_WITH_JOINT if is_persian else _DISPLAY))
    shown = _PRESENTATION_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form.group()), shown)
    shown = _TATWEEL_RUN.sub("\u0640", _TATWEEL_IN_WORD.sub("", shown))
    return unicodedata.normalize("NFC", shown)


def matching_key(text: str) -> str:
    """The text with all spellings of a word made one: marks dropped, letters and digits folded, lower case."""
    return clean(text).translate(_MATCHING).lower()


def arabic_share(text: str) -> float:
    """The share, 0 to 1, of the text's letters that are Arabic script; 0 when it has no letter."""
    shown = clean(text)
    letters = len(_LETTER.findall(shown)) - shown.count("\u0640")
    return len(_ARABIC_LETTER.findall(shown)) / letters if letters > 0 else 0.0


def is_arabic(text: str) -> bool:
    """Whether most letters of the text are Arabic script."""
    return arabic_share(text) > 0.5
