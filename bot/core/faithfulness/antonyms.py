"""A claim must not say the opposite of its evidence: rose for fell, north for south, accepted for refused."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.core.arabic import matching_key
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.alignment import best_counterparts
from bot.core.faithfulness.claim import Clause, Finding, content_of, coverage
from bot.core.faithfulness.negation import is_negated, negates
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import SYNONYM, Source
from bot.core.models import ProblemKind

Side = tuple[int, bool]  # the pair, and whether it is its first side
_Pair = tuple[str, str]  # a word of the claim, its opposite in the evidence
_OPPOSITES = (
    ("نفى ينفي تنفي نفت أنكر ينكر تنكر نافي", "أكد يؤكد تؤكد اعترف يعترف تعترف أقر تبنى"),
    (
        "رفض يرفض ترفض رافض عارض يعارض تعارض اعترض يعترض تعترض",
        "وافق يوافق توافق موافق قبلت يقبل تقبل رحب يرحب ترحب قبول أيد يؤيد تؤيد تأييد صادق يصادق تصادق",
    ),
    (
        """
        رفع يرفع ترفع ارتفع ارتفاع يرتفع ترتفع صعد صعود يصعد تصعد زيادة زاد تزيد يزيد ازداد ازدياد قفز يقفز
        تقفز قفزة نمو نما تصاعد يتصاعد تتصاعد كسب مكاسب تضاعف يتضاعف تتضاعف طلع
        مرتفع مرتفعة صاعد صاعدة متزايد متزايدة
        """,
        """
        خفض يخفض تخفض تخفيض انخفض انخفاض ينخفض تنخفض تراجع يتراجع تتراجع هبط يهبط تهبط هبوط نقص تقلص يتقلص
        تتقلص انكماش انكمش تقليص نزل نزلت ينزل تنزل خسر خسائر تدن تدني يتدنى تتدنى انهار انهيار ينهار تنهار
        تدهور يتدهور تتدهور منخفض منخفضة هابط هابطة متراجع متراجعة
        """,
    ),
    (
        "فوز فاز يفوز تفوز انتصر انتصار ينتصر تنتصر تغلب يتغلب تتغلب هزم يهزم تهزم",
        "خسر خسارة يخسر تخسر هزيمة انهزم ينهزم تنهزم تعادل يتعادل تتعادل",
    ),
    ("نجح نجاح ينجح تنجح ناجح تمكن", "فشل يفشل تفشل فاشل أخفق إخفاق يخفق تخفق عجز يعجز تعجز"),
    (
        "بدء بدأ يبدأ تبدأ بداية انطلق انطلاق ينطلق تنطلق استأنف استئناف يستأنف تستأنف واصل يواصل تواصل استمر",
        "إنهاء ينهي تنهي أنهى انتهى انتهاء ألغى إلغاء يلغي تلغي توقف يتوقف تتوقف أوقف يوقف توقف إيقاف علق تعليق",
    ),
    ("عجل تعجيل", "تأجيل إرجاء أرجأ يؤجل تؤجل"),
    ("فتح افتتح افتتاح يفتح تفتح مفتوح سالك", "أغلق إغلاق يغلق تغلق مغلق أقفل إقفال مقطوع قطع"),
    ("عين تعيين يعين تعين أبقى إبقاء", "أقال إقالة عزل يقيل تقيل يعزل تعزل استقال استقالة"),
    (
        "دعم يدعم تدعم تأييد أيد يؤيد تؤيد أشاد يشيد تشيد إشادة",
        "عارض معارضة معارض يعارض تعارض ندد تنديد يندد تندد أدان إدانة تدين يدين انتقد انتقاد ينتقد تنتقد",
    ),
    ("اعتقل اعتقال يعتقل تعتقل احتجز احتجاز أوقف سجن حبس يسجن حبس", "أفرج إفراج يفرج تفرج أطلق سراح"),
    ("أدان إدانة يدين تدين مذنب", "برأ براءة يبرئ تبرئ بريء تبرئة"),
    ("شمال شمالي شمالية", "جنوب جنوبي جنوبية"),
    ("شرق شرقي شرقية", "غرب غربي غربية"),
    ("سماح سمح يسمح تسمح تجيز أجاز يجيز أباح", "حظر يحظر تحظر منع يمنع تمنع حرم تحريم"),
    ("أرباح ربح مكاسب رابح", "خسائر خسارة خاسر"),
    ("أكثر أعلى أكبر", "أقل أدنى أصغر"),
    ("إطلاق أطلق", "وقف أوقف إيقاف"),
    ("أول أولى", "آخر أخيرة الأخير"),
    ("تصاعد تصعيد توتر صراع اشتباك مواجهة حرب", "تهدئة هدوء مصالحة سلام هدنة تسوية صلح"),
    ("انضم انضمام ينضم تنضم دخل دخول", "انسحب انسحاب ينسحب تنسحب خرج خروج غادر مغادرة"),
    ("سابق سابقة", "حالي حالية"),
    ("تحت دون", "فوق"),
    ("قبل قبيل", "بعد بعدما عقب"),
    ("شدد يشدد تشدد تشديد غلظ", "خفف يخفف تخفف تخفيف خفض يخفض"),
    ("اشتد يشتد تشتد يقوى تقوى", "ضعف يضعف تضعف ضعيف"),
    ("مؤقت مؤقتا مؤقتة", "نهائي نهائيا نهائية دائم دائما دائمة"),
    ("شمل يشمل تشمل ضم يضم تضم", "استثنى يستثني تستثني استثناء استبعد"),
    ("حضر حضور يحضر تحضر شارك يشارك تشارك مشاركة", "غاب يغيب تغيب غياب قاطع يقاطع تقاطع مقاطعة تغيب"),
    ("اشترى شراء يشتري تشتري", "باع بيع يبيع تبيع"),
    ("صدر تصدير صادرات يصدر", "استيراد استورد واردات يستورد تستورد"),
    ("نجا نجاة ينجو تنجو", "قتل مقتل يقتل وفاة توفي"),
    ("حلفاء حليف صديق", "خصوم خصم عدو أعداء"),
    ("هاجم هجوم يهاجم تهاجم", "دافع دفاع يدافع تدافع"),
    ("اتفق اتفاق توافق يتفق تتفق", "اختلف خلاف اختلاف يختلف تختلف"),
    ("وقع توقيع أبرم إبرام يبرم تبرم", "فسخ يفسخ نقض ألغى فض يفض تفض"),
    ("تقدم يتقدم تتقدم", "تأخر يتأخر تتأخر تراجع يتراجع تتراجع انسحب"),
    ("تحسن يتحسن تتحسن", "تدهور يتدهور تتدهور ساء تسوء"),
    ("صحيح صحة صحيحة", "باطل بطلان يبطل تبطل خاطئ كاذب زائف"),
    ("مصدر تصاعد انتشر انتشار ينتشر تنتشر", "انحسر انحسار ينحسر تنحسر"),
    ("هاجر نزح نزوح ينزح", "عاد عودة يعود تعود رجع"),
    ("ممكن", "مستحيل"),
    ("كامل كاملة كليا", "جزئي جزئية جزئيا"),
    ("علني علنية علنا", "سري سرية سرا"),
    ("إيجابي إيجابية", "سلبي سلبية"),
    ("أمل تفاؤل متفائل", "تشاؤم متشائم"),
    ("سحب يسحب تسحب", "نشر ينشر تنشر أرسل يرسل ترسل إرسال"),
    (
        "أيد يؤيد تؤيد تأييد أقر يقر تقر إقرار ثبت يثبت تثبت تثبيت",
        "ألغى ألغت يلغي تلغي إلغاء أبطل يبطل تبطل إبطال نقض نقضت ينقض تنقض",
    ),
    ("أيمن اليمين يمين", "أيسر اليسار يسار"),
    ("أغلى", "أرخص"),
    ("اشترى يشتري تشتري اشترت شراء", "باع باعت يبيع تبيع بيع باعوا"),
    ("شديد شديدة حاد حادة قوي قوية", "خفيف خفيفة طفيف طفيفة ضعيف ضعيفة بسيط بسيطة"),
    ("رجح يرجح ترجح رجحت", "استبعد استبعدت يستبعد تستبعد"),
    ("طويل طويلة", "قصير قصيرة"),
    ("سريع سريعة سريعا", "بطيء بطيئة بطيئا"),
    ("كبير كبيرة", "صغير صغيرة ضئيل ضئيلة محدود محدودة"),
    ("حار حارة", "بارد باردة"),
    ("داخل داخلي داخلية", "خارج خارجي خارجية"),
    ("إلزامي إلزامية إجباري إجبارية", "اختياري اختيارية طوعي طوعية"),
    ("مؤقت مؤقتة مؤقتا", "دائم دائمة دائما نهائي نهائية نهائيا"),
    ("مجاني مجانية مجانا", "مدفوع مدفوعة"),
    ("فائض", "عجز"),
    ("تصدير صادرات صدر", "استيراد واردات استورد"),
    ("غادر غادرت مغادرة", "وصل وصلت وصول"),
    ("حضر حضرت حضور شارك شاركت", "غاب غابت غياب تغيب قاطع قاطعت مقاطعة"),
    ("زوج زوجها", "زوجة زوجته"),
    ("شجع شجعت", "ثبط حذر حذرت"),
    ("كثيف كثيفة", "خفيف خفيفة"),
)
# Words that stand in many sentences in both senses: opposites only in each other's very place.
_ONLY_IN_PLACE = frozenset(matching_key("قبل قبيل بعد بعدما عقب أول آخر أقل أكثر دون تحت فوق").split())
_CLITICS = frozenset(
    first + future + joined + article
    for first in ("", "و", "ف")
    for future in ("", "س")
    for joined in ("", "ب", "ل")
    for article in ("", "ال")
)
_LONGEST_CLITIC = 5
_ENDINGS = ("ت", "وا", "ه", "ها", "هم", "ا", "ان", "ين")
_SCOPE = 6
_FEWEST = 3
_MOSTLY = 0.65  # of a clause must be the evidence's, or an opposite may be the other half of a rewording
_FEW_SENTENCES = 3
_PARTIES = 2
_NEAR = 4
_SURELY = 0.6
_CLEARLY = 0.2
_REGION = tuple((word,) for word in matching_key("الأوسط الأقصى الأدنى").split())  # «الشرق الأوسط»


def _sides_by_word() -> dict[str, set[Side]]:
    """Each listed word with its sides, with and without endings; «قبلت» is no «قبل»."""
    table: dict[str, set[Side]] = {}
    for number, pair in enumerate(_OPPOSITES):
        for side, listed in zip((True, False), (matching_key(words).split() for words in pair), strict=True):
            endings = () if _ONLY_IN_PLACE.intersection(listed) else _ENDINGS
            for word in listed:
                for ending in ("", *endings):
                    table.setdefault(word + ending, set()).add((number, side))
    return table


_SIDES = _sides_by_word()
_RULERS = frozenset(matching_key("على من إلى أمام").split())
_CONVERSES = frozenset(number for word in matching_key("فاز اشترى").split() for number, _ in _SIDES[word])


def check_antonyms(clause: Clause, source: Source) -> Iterator[Finding]:
    """Words whose opposite, and not themselves, is in the best evidence."""
    close = clause.coverage >= _MOSTLY or len(source.sentences) < _FEW_SENTENCES
    others = (_swapped, _opposite_for_these, _opposite_in_best) if close else ()
    for check in (_opposite_of_same_subject, *others):
        for word, other in check(clause, source):
            if not _is_converse(word, other, clause, source):
                reason = f"The claim says «{word}»; the evidence says the opposite, «{other}»."
                yield Finding(kind=ProblemKind.MEANING, words=word, reason=reason)


def _opposite_in_best(clause: Clause, source: Source) -> Iterator[_Pair]:
    told = _sides(clause.words)
    given = _stated(source.sentences[clause.evidence[0]].words) if clause.evidence else {}
    for (pair, side), word in told.items():
        opposite = (pair, not side)
        in_place = word in _ONLY_IN_PLACE or is_negated(clause.words, clause.words.index(word))
        if opposite in given and opposite not in told and (pair, side) not in given and not in_place:
            yield word, given[opposite]


def _swapped(clause: Clause, source: Source) -> Iterator[_Pair]:
    """Words in whose very place the evidence has the opposite."""
    for position, word in enumerate(clause.words):
        if not (sides := _sides_of(word)) or is_negated(clause.words, position):
            continue
        opposites = {(pair, not side) for pair, side in sides}
        given = best_counterparts(clause.words, position, source, clause.evidence)
        against = [other for other in given if opposites & set(_sides_of(other))]
        if (
            against
            and not _is_negated_there(against[0], clause, source)
            and not any(set(sides) & set(_sides_of(other)) for other in given)
        ):
            yield word, against[0]


def _opposite_for_these(clause: Clause, source: Source) -> Iterator[_Pair]:
    """Words whose opposite the evidence tells of the very people or things that follow them."""
    if len(clause.evidence) < 2:
        return
    if negates(clause.words):
        return
    told = _sides(clause.words)
    for position, word in enumerate(clause.words):
        sides = _sides_of(word)
        after = content_of(clause.words[position + 1 :])[:_SCOPE]
        if word not in told.values() or len(after) < _FEWEST or word in _ONLY_IN_PLACE:
            continue
        shares = {index: coverage(after, source, (index,)) for index in clause.evidence}
        best = max(shares, key=lambda index: shares[index])
        given = _stated(source.sentences[best].words)
        sure = shares[best] >= _SURELY and all(
            share <= shares[best] - _CLEARLY for index, share in shares.items() if index != best
        )
        against = [
            given[pair, not side]
            for pair, side in sides
            if (pair, not side) in given and (pair, not side) not in told
        ]
        if sure and against and not any(side in given for side in sides):
            yield word, against[0]


def _opposite_of_same_subject(clause: Clause, source: Source) -> Iterator[_Pair]:
    """«وافقت الحكومة على الدفع» where any sentence says «رفضت الحكومة الدفع»."""
    for position, word in enumerate(clause.words):
        sides, after = _sides_of(word), content_of(clause.words[position + 1 :])[:_SCOPE]
        if not sides or len(after) < _PARTIES or word in _ONLY_IN_PLACE or is_negated(clause.words, position):
            continue
        if source.best_support(word, clause.evidence) >= SYNONYM:
            continue
        for sentence in source.sentences:
            other = _opposite_before(after, sides, sentence.words)
            if other:
                yield word, other
                return


def _opposite_before(after: Sequence[str], sides: Sequence[Side], words: tuple[str, ...]) -> str | None:
    """The opposite of a verb, followed by its subject and by another of its words."""
    opposites = {(pair, not side) for pair, side in sides}
    for at, word in enumerate(words):
        if not opposites.intersection(_sides_of(word)) or is_negated(words, at):
            continue
        near = content_of(words[at + 1 :])[:_NEAR]
        same = [one for one in after if any(is_related_word(one, other) for other in near)]
        if near and len(same) >= _PARTIES and is_same_word(near[0], after[0]):
            return word
    return None


def _is_converse(word: str, other: str, clause: Clause, source: Source) -> bool:
    """«خسر أ أمام ب» and «فوز ب على أ», «اشترى أ من ب» and «باع ب لأ» are one event."""
    sides = {(number, side) for number, side in _sides_of(word)}
    if not any(number in _CONVERSES for number, _ in sides):
        return False
    after = content_of(clause.words[clause.words.index(word) + 1 :])[:1]
    for words in (source.sentences[index].words for index in clause.evidence):
        if after and other in words:
            near = content_of(words[words.index(other) + 1 :])[:_NEAR]
            ruled = [one for one in near if is_same_word(one, after[0])]
            return bool(ruled) and (near[0] is not ruled[0] or _is_ruled(words, ruled[0]))
    return False


def _is_ruled(words: Sequence[str], word: str) -> bool:
    at = words.index(word)
    return word[0] == "ل" or words[at - 1] in _RULERS


def _is_negated_there(word: str, clause: Clause, source: Source) -> bool:
    sentences = (source.sentences[index].words for index in clause.evidence)
    return any(is_negated(words, at) for words in sentences for at, one in enumerate(words) if one == word)


def _stated(words: tuple[str, ...]) -> dict[tuple[int, bool], str]:
    """The sides that these words take, without those they negate, which may say the same as the opposite."""
    sides = _sides(words)
    return {side: word for side, word in sides.items() if not is_negated(words, words.index(word))}


def _sides(words: tuple[str, ...]) -> dict[tuple[int, bool], str]:
    return {
        side: word
        for at, word in reversed(list(enumerate(words)))
        for side in _sides_of(word)
        if words[at + 1 : at + 2] not in _REGION
        and not _ends_month(words, at)
        and not _is_altitude(words, at)
    }


def _ends_month(words: Sequence[str], position: int) -> bool:
    """«تشرين الأول» orders nothing."""
    return position > 0 and names_date(words[position - 1])


def _is_altitude(words: Sequence[str], position: int) -> bool:
    """«على ارتفاع 530 كيلومترا» rises nowhere."""
    return position > 0 and (words[position - 1], words[position]) == ("علي", "ارتفاع")


@lru_cache(65_536)
def _sides_of(word: str) -> tuple[Side, ...]:
    cuts = (cut for cut in range(min(_LONGEST_CLITIC, len(word) - 1) + 1) if word[:cut] in _CLITICS)
    return tuple(sorted({side for cut in cuts for side in _SIDES.get(word[cut:], ())}))
