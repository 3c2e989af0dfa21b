"""Guesses whether a word is a name, from its shape and its neighbours; Arabic has no capitals to go by.

Closed lists and endings only: it would rather miss a name than take an ordinary word for one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, matching_key, without_clitics

_GIVEN_NAMES = frozenset(
    matching_key(
        """
        أحمد محمد محمود علي حسن حسين مصطفى إبراهيم إسماعيل يوسف يعقوب عمر عثمان خالد وليد طارق زياد سعد سعيد سلمان
        سليمان فهد فيصل عبدالله عبدالرحمن عبدالعزيز عبدالفتاح بندر تركي نايف ناصر منصور ماجد هشام هيثم وائل ياسر
        ياسين يحيى زكريا موسى عيسى هارون داود أيوب إدريس بلال حمزة عمار عباس جعفر مهدي رضا كاظم جواد باقر حيدر صالح
        جابر مبارك راشد حمد حمدان خليفة زايد تميم قابوس طلال رامي رائد سامي سامر شريف صلاح ضياء عادل عامر عصام علاء
        عمرو غسان فادي فارس فراس فؤاد قاسم كريم كمال لؤي مازن مروان معاذ معتز منير مهند نبيل نزار نضال هاني أسامة
        أشرف أنس أنور أيمن إيهاب باسم بسام بشار بشير توفيق جمال حاتم حازم حسام رشيد رفيق رياض زهير سمير شادي طاهر
        فاطمة عائشة خديجة زينب مريم سارة نورة هند ليلى سلمى منى هدى رنا ريم دينا نادية سعاد أمينة حنان إيمان
        دونالد جو باراك جورج بيل هيلاري جون جيمس روبرت مايكل مايك ديفيد ويليام وليام ريتشارد توماس تشارلز دانيال
        ماثيو مارك بول ستيفن ستيف أندرو كينيث كيفن برايان إدوارد رونالد أنتوني جاك بيتر هنري فرانك سكوت إريك لويس
        ماريا ماري آنا إليزابيث جينيفر ليندا سوزان كارين نانسي إيفانكا ميلانيا كامالا تيريزا أنغيلا أورسولا إيمانويل
        فلاديمير سيرغي ديمتري ميخائيل نيكولاي أليكسي إيغور فولوديمير رجب طيب مولود بنيامين إيهود آرييل نفتالي يائير
        إدريس عصام لطيفة ميسون سعاد هيثم جاسم مشعل سالم سلطان ماهر عماد أيهم نادر شاكر صادق كاظم مهند أسعد قصي غسان
        لؤي رؤى زينب ابتسام ندى معن وداد شكري سفيان حاتم أمين أمينة نبيلة فادي كارلا داليا شريف محسن حمود راجيف
        بيتر كلارا
        فاروق عبد عبدو مختار ناجي نجيب نعيم هادي وجيه وسام يونس شعبان مسعود ميلود بوجمعة جلول
        عبدالحميد عبدالكريم عبداللطيف عبدالقادر عبدالرزاق عبدالسلام عبدالرحيم عبدالوهاب عبدالمجيد عبدالإله رؤوف
        صابر صبري
        سهى سهير سوسن شيماء صفاء عبير علياء غادة فدوى فريدة كوثر لبنى لمياء مها ميرفت نجلاء نجوى نسرين نهى هالة هبة
        أحلام أسماء أميرة إلهام إيناس بثينة بسمة تغريد جميلة خلود دلال رانيا رباب رحاب رشا رقية ريما زهرة سامية
        أوليفر أوليفييه بيير جان جيروم فيليب فرنسيس لوران مارتن ماتيو ستيفان توبياس هانز كلاوس يورغن فولفغانغ
        سيباستيان
        أليكس ألكسندر أندريه يوري بوريس إيفان نيكيتا أوليغ فيكتور كونستانتين ماركو ماريو ماتيو لوكا باولو
        أنطونيو لورينزو
        خافيير أنخيل رافائيل سيرخيو دييغو لويس فرناندو غابرييل ميغيل بيدرو جواو نونو ريكاردو تيم توم سام جاكوب جوشوا
        كريستوفر دانييل إريكا إيما آنا لورا سارة صوفي كلوي إلسا كاثرين كيت ميغان راشيل ريبيكا أوليفيا شارلوت
        إيلون تيري
        شينزو ناريندرا كيم شي لي وانغ تشانغ كارلوس خوان خوسيه لويز جايير نيكولاس بوريس ريشي كير أولاف فرانسوا نيكولا
        """
    ).split()
)
# Names that begin like a word with its article, and are no such word.
_GIVEN_NAMES_IN_AL = frozenset(
    matching_key(
        """
        ألكسندر ألكسندرا أليكس أليكسي ألكسي ألكسيس ألفريد ألفريدو ألفونسو ألبرت ألبرتو ألدو ألفارو
        إلسا إليسا إليزا إليزابيث إليزابيتا إليانور ألينا أليسا آلاء
        """
    ).split()
)
_TITLES_BEFORE_NAMES = frozenset(
    matching_key(
        """
        السيد السيدة الأمير الأميرة الشيخ الدكتور الدكتورة الجنرال القاضي القاضية السيناتور النائب اللواء
        العميد العقيد المدرب الملك الملكة البابا الكابتن المهندس البروفيسور
        """
    ).split()
)
_NO_NAMES = frozenset(matching_key("لصالح ولصالح بصالح لصالحه لصالحها").split())
_FOREIGN_SHAPE = re.compile(
    r"[^\W\d_]{2,}(?:وف|وفا|وفيتش|سكي|سكايا|نكو|تشينكو|يتش|وفيتش|سون|ستون|برغ|بيرغ|لاند|غراد|فيل|شفيلي|زاده|يفا|بوش|رز|كس"
    r"|نغ|تش|لدو|نسون|كينز|مبل|ندز)"
)
# Verbs and participles of three or four consonants end like a foreign name by chance: «ينعكس», «مدرسون».
_ARABIC_SHAPE = re.compile("(?:است|يست|تست|ين|تن|ان|من|يت|مت|ي|ت|ا|م)[^اوي]{3}(?:ون|وا)?|[يتم][^اوي]{4}ون")
_FOREIGN_LENGTH = 5
_LATIN = re.compile(r"[a-z]{2,}")


def is_given_name(word: str) -> bool:
    """Whether a matching key is a common given name, with or without «و», «ب», «ل» before it."""
    if word in _GIVEN_NAMES_IN_AL:
        return True
    if word.startswith("ال") or word in STOP_WORDS or word in _NO_NAMES:
        return False
    return not _GIVEN_NAMES.isdisjoint(without_clitics(word))


def looks_like_name(word: str, around: Sequence[str], text: str) -> bool:
    """Whether a word (a matching key) of this text is probably the name of somebody or something."""
    if _LATIN.fullmatch(word):
        return bool(re.search(rf"(?<![.!?] )(?<!^)\b{word.capitalize()}\b", text)) or word.upper() in text
    position = around.index(word) if word in around else 0
    after_title = position > 0 and around[position - 1] in _TITLES_BEFORE_NAMES
    return (after_title and not word.startswith("ال")) or _has_name_shape(word)


@lru_cache(65_536)
def _has_name_shape(word: str) -> bool:
    if word.startswith("ال"):
        return False
    bare = word[1:] if word[0] in "وف" and len(word) > 4 else word
    forms = without_clitics(bare)
    foreign = any(_is_foreign(form) for form in forms) and not any(map(_ARABIC_SHAPE.fullmatch, forms))
    return foreign or is_given_name(word)


def _is_foreign(form: str) -> bool:
    return len(form) >= _FOREIGN_LENGTH and bool(_FOREIGN_SHAPE.fullmatch(form))
