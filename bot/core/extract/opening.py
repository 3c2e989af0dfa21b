"""How a sentence opens: whether it can stand alone, and which opening words it can lose without harm.

Works on the words only; knows nothing of other sentences.
"""

import re

from bot.core.arabic import matching_key, words

_REPORTING = """
قال قالت أعلن أعلنت أكد أكدت أضاف أضافت أوضح أوضحت أشار أشارت ذكر ذكرت شدد شددت اعتبر اعتبرت رأى رأت كشف كشفت
نقل نقلت أفاد أفادت دعا دعت طالب طالبت حذر حذرت لفت لفتت تابع تابعت نفى نفت انتقد انتقدت رحب رحبت أدان أدانت
اتهم اتهمت توقع توقعت تعهد تعهدت وصف وصفت صرح صرحت بين بينت أعرب أعربت أبدى أبدت أقر أقرت هدد هددت
"""
_EVENTS = """
يأتي تأتي جاء جاءت كان كانت كانوا من في على خلال بعد قبل لم لا لن لقد تشير يشير يقول تقول يرى ترى بدأ بدأت
قتل قتلت أصيب أصيبت تم تمت شهد شهدت أدى أدت أسفر أسفرت شارك شاركت شكر شكرت رغم منذ عند عقب بحسب حسب أما يعد تعد
يعتبر تعتبر يتوقع تتوقع يسعى تسعى يواجه تواجه يعيش تعيش يعمل تعمل تستمر يستمر يشهد تشهد يبلغ تبلغ بلغ بلغت
يضم تضم تضمن تضمنت شمل شملت تشمل يشمل استمر استمرت ارتفع ارتفعت انخفض انخفضت تراجع تراجعت فاز فازت أطلق أطلقت
أجرى أجرت عقد عقدت التقى التقت تحدث تحدثت تسلم تسلمت غادر غادرت استقبل استقبلت تمكن تمكنت حقق حققت قرر قررت
تعرض تعرضت اندلع اندلعت انطلق انطلقت انتهى انتهت أصبح أصبحت اعتقل اعتقلت احتجز احتجزت نشر نشرت أظهر أظهرت
سجل سجلت قدم قدمت يهدف تهدف يتهم تتهم تقدر يقدر ينص تنص يمثل تمثل يحتاج تحتاج يعاني تعاني يخوض تخوض
"""
_REPORTING_VERBS = frozenset(matching_key(_REPORTING).split())
_SAFE_AFTER_WAW = _REPORTING_VERBS | frozenset(matching_key(_EVENTS).split())

# Verbs whose subject was named a sentence earlier when «أن» or a preposition follows at once.
_SUBJECTLESS_VERBS = _REPORTING_VERBS | frozenset(
    matching_key(
        "أردف استطرد زاد ختم مضى استدرك نوه أضافوا قالوا أكدوا ذكروا أوضحوا يضيف تضيف يقول تقول"
    ).split()
)
_NO_SUBJECT = frozenset(
    matching_key(
        "أن إن أنه أنها أنهم إنه إنها إنهم إلى على بأن بأنه قائلا قائلة في خلال عن أيضا كذلك ب"
    ).split()
)
_POINTS_BACK = frozenset(
    matching_key(
        """
        هذا هذه ذلك تلك هو هي هم هما هؤلاء أولئك كذلك لذلك لذا بالتالي عندها حينها هنا هناك أيضا كما لكن لكنه لكنها
        لكنهم لكنهما بينما فيما حيث أما ثم بدوره بدورها بدورهم بالمقابل إلا غير بل أنه أنها إنه إنها إنهم لأن لأنه
        لأنها كي مما الأمر وذلك إذ منها منهم فيها فيه عليه عليها بها به له لها لهم هكذا بهذا بهذه لهذا وهكذا
        """
    ).split()
) | frozenset(
    matching_key("he she they it this that these those but however meanwhile also and instead").split()
)
_PREPOSITIONS = frozenset(matching_key("من في على إلى عن مع بعد قبل رغم").split())
_POINTS_BACK_AFTER = frozenset(
    matching_key(
        "جهته جهتها جانبه جانبها ناحيته ناحيتها المقابل هذا هذه ذلك تلك السياق الإطار الأثناء"
    ).split()
)
_LINKS = (
    re.compile(
        r"(?:و|ف)?(?:كما|بينما|فيما|بدوره|بدورها|(?:من )?(?:جهته|جهتها|جانبه|جانبها)|بالمقابل|في المقابل"
        r"|(?:في|إلى) (?:السياق|الإطار) (?:ذاته|نفسه)|في الوقت (?:ذاته|نفسه))\s*،?\s+"
    ),
)
# «وأضاف: ...» quotes somebody named before; a verb in «وا» at the start has its subject before it.
_SPEAKS_AT_ONCE = re.compile(r"\s*[^\s:«\"]+\s*[:«\"،]")
_PLURAL_VERB = re.compile("[^\\W\\d_]{2,}وا")
_LIST_MARK = re.compile(r"(?:[-–—•*●▪◾]+|[\d٠-٩]{1,2}[.)](?!\d))\s*")
_FIRST_WORD = re.compile(r"و([^\s،:]+)")


def stands_alone(sentence: str) -> bool:
    """Whether the sentence names what it speaks of, without the sentence before it."""
    if sentence.lstrip()[:1] in ("«", '"', "“"):
        return False
    opening = words(sentence[:200])[:3]
    if not opening:
        return False
    first, second = _without_conjunction(opening[0]), opening[1] if len(opening) > 1 else ""
    if first in _POINTS_BACK or opening[0] in _POINTS_BACK:
        return False
    if first in _PREPOSITIONS and second in _POINTS_BACK_AFTER:
        return False
    if first in _SUBJECTLESS_VERBS and (second in _NO_SUBJECT or _SPEAKS_AT_ONCE.match(sentence)):
        return False
    return not _PLURAL_VERB.fullmatch(first)


def _without_conjunction(word: str) -> str:
    rest = word[1:]
    known = rest in _POINTS_BACK or rest in _SUBJECTLESS_VERBS or rest in _PREPOSITIONS
    return rest if word[:1] in ("و", "ف") and known else word


def freed(sentence: str) -> str:
    """The sentence without list mark, linking phrase («وبدوره، قال ...») and «و», where nothing is lost."""
    bare = _LIST_MARK.sub("", sentence, count=1) if _LIST_MARK.match(sentence) else sentence
    for link in _LINKS:
        rest = bare[found.end() :] if (found := link.match(bare)) else ""
        if rest and _opens_with_report(rest):
            return rest
    return _without_waw(bare)


def _opens_with_report(sentence: str) -> bool:
    opening = words(sentence[:200])[:1]
    return bool(opening) and opening[0] in _REPORTING_VERBS and stands_alone(sentence)


def _without_waw(sentence: str) -> str:
    found = _FIRST_WORD.match(sentence)
    if not found:
        return sentence
    rest = matching_key(found[1])
    has_article = rest.startswith("ال") and len(rest) >= 5
    return sentence[1:] if has_article or rest in _SAFE_AFTER_WAW else sentence
