"""Where a verb can stand with its subject after it, and which words can act. Judges nothing."""

from collections.abc import Sequence

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.speakers import THAT_IT, TIMES

_SUBJECT_REACH, _LONG_SUBJECT = 4, 12
_GOVERNOR = "والي"
_WHEN = frozenset(matching_key("ليل مساء صباح فجر ظهر عصر اليوم أمس غدا").split())
_SOME_OF = frozenset(matching_key("الكثير كثير كثيرون عدد عشرات مئات آلاف معظم بعض غالبية أغلب").split())
_OPENS_CLAUSE = frozenset(
    matching_key(
        "أن إن بأن بعدما بينما فيما ثم حيث عندما التي الذي الذين إذ كما قد لكن حين وقد وقال وأضاف"
    ).split()
)
_BEING = frozenset(
    matching_key(
        "أصبح أصبحت كان كانت يعتبر تعتبر يعد تعد بات باتت ظل ظلت توجد يوجد تتواجد تواجدت شكل يشكل تشكل بلغ بلغت"
    ).split()
)


def opens(words: Sequence[str], position: int) -> bool:
    """Whether a verb can stand here with its subject after it."""
    word = words[position]
    joined = (word[0] == "و" and len(word) > 4) or (word[0] == "ف" and len(word) > 5)
    bare = word[1:] if joined else word
    if is_given_name(word) or (joined and position and is_given_name(words[position - 1])):
        return False  # «أريثا فرانكلين»
    starts = position == 0 or joined or words[position - 1] in _OPENS_CLAUSE
    return starts and bare not in _BEING and not bare.startswith("ال") and not bare.endswith("ات")


def acts_before(words: Sequence[str], at: int, actor: str) -> bool:
    """«أن الوكالة أوقفت الوزير»: who acts stands just before the verb, or opens what «أن» opened."""
    near = words[max(0, at - _SUBJECT_REACH) : at]
    that = next((one for one in range(at - 1, max(-1, at - _LONG_SUBJECT), -1) if words[one] in THAT_IT), at)
    return any(is_related_word(actor, word) for word in (*near, *words[that + 1 : that + 2]))


def is_stop(word: str) -> bool:
    """«والي» may be the governor, not «وإلى»."""
    return word in STOP_WORDS and word != _GOVERNOR


def is_adverb(word: str) -> bool:
    """«أسبوعيا», or an object: no indefinite word in the accusative acts."""
    return word[0].isdigit() or word in _WHEN | TIMES | _SOME_OF or (len(word) > 4 and word[-1] == "ا")
