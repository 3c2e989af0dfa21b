"""A key point names what it speaks of: openings that lean on the sentence before are recognised."""

import pytest

from bot.core.extract.opening import freed, stands_alone
from bot.core.extract.pointing import firmness

LEAN = {
    "verb without its subject": "وترأس لجنة الشؤون المالية في المجلس السابق.",
    "office without its holder": "ويشغل منصب نائب المدير منذ عامين.",
    "the paper, told before": "وأضافت الصحيفة أن المفاوضات ستستأنف الشهر المقبل.",
    "the ministry, told before": "وأفادت الوزارة في بيان أن عدد الزوار ارتفع.",
    "as well": "كما زار المستشفى الجديد وتفقد أقسامه.",
    "pronoun after a preposition": "وخلال زيارته إلى العاصمة التقى عددا من التجار.",
    "according to him": "ووفقا له فإن المشروع تأخر ستة أشهر.",
    "verb with a pronoun": "وتصنفه دول كثيرة منظمة محظورة.",
    "one of them": "وورد في أحدها أن الاتفاق بات قريبا.",
    "the latter": "الأخير بدا واثقا من الفوز بالمقعد.",
    "the second": "الثاني يتعلق بتمويل المدارس الريفية.",
    "the minister himself": "وكان الوزير ذاته قد وعد بخفض الرسوم.",
    "that": "ويأتي ذلك بعد أسبوع من إغلاق المعبر.",
    "the next day": "في اليوم التالي أغلقت المحال أبوابها.",
    "they": "ويعملون في المصنع منذ افتتاحه قبل عقدين.",
    "both of them": "وأكدتا أن الحوار مستمر بين الطرفين.",
    "had, by whom": "كانت قد بلغت أعلى مستوى لها في الصيف.",
    "was elected, who": "وقد انتخب لأول مرة في مجلس المدينة.",
    "said, who": "وأضاف أن العمل سيبدأ غدا.",
    "speech only": "وتابع: «لن نتراجع عن مطالبنا».",
    "speech of a crowd": "فنحن متفقون على موعد جديد للمباراة.",
    "visited, who": "وقبل أسبوعين قام بزيارة رسمية إلى المغرب.",
    "which means": "ما يعني أن الأسعار سترتفع مجددا.",
    "even if they": "وإن اعتبروا أن التراجع مؤقت.",
    "in a year, who": "في عام 1998، فتحت أول متاجرها في دبي.",
    "this decision comes": "ويأتي هذا القرار بعد أشهر من النقاش في البلدية.",
    "the visit comes": "وتأتي الزيارة بعد شهرين من افتتاح الميناء.",
    "it said": "وجاء في البيان أن العمل سيبدأ غدا.",
    "this official": "وقال هذا المسؤول إن الجسر آمن.",
    "as for": "أما وزير النقل فقد زار الميناء القديم.",
    "an object first": "وعمل مستشارا لعدد من الشركات الكبرى.",
}


@pytest.mark.parametrize("sentence", LEAN.values(), ids=LEAN.keys())
def test_sentence_leans_when_its_opening_points_back(sentence: str) -> None:
    """Who did it was told in the sentence before: alone it would be a riddle."""
    assert not stands_alone(freed(sentence))


ALONE = {
    "speaker": "وقال مدير الميناء سالم الكندي إن الرصيف جاهز.",
    "named ministry": "وأعلنت وزارة الصحة أن الإصابات انخفضت.",
    "named paper": "ونقلت صحيفة النهر عن مصدر حكومي أن القرار وشيك.",
    "paper in quotes": 'ونقلت "النهر" عن مصدر حكومي أن القرار وشيك.',
    "unique body": "وأعلن الإليزيه أن الرئيس سيزور القاهرة.",
    "ending of the word": "وتواجه الشركة دعاوى قضائية في ثلاث دول.",
    "feminine ending": "جائزة الرواية العربية تذهب إلى كاتبة من عدن.",
    "place and time": "في مدينة صحار، افتتح الوزير رصيفا جديدا.",
    "this year": "وارتفعت هذا العام أسعار القمح بنسبة الثلث.",
    "had, and who": "وكان رئيس البلدية قد وعد بخفض الرسوم.",
    "negation with its subject": "ولم يعلن المدرب تشكيلة الفريق بعد.",
    "its own object": "وأرجع الخبراء سبب الانهيار إلى الأمطار.",
    "comes with its noun": "وجاء انتخاب نبيل حداد بعد جولتين من التصويت.",
    "said in a named report": "وجاء في تقرير لوكالة النهر أن القرار وشيك.",
    "years": "وبعد عشر سنوات من العمل انتهى بناء المتحف.",
}


@pytest.mark.parametrize("sentence", ALONE.values(), ids=ALONE.keys())
def test_sentence_stands_alone_when_it_names_its_subject(sentence: str) -> None:
    """A good point is not lost to an over-careful rule."""
    assert stands_alone(freed(sentence))


@pytest.mark.parametrize(
    ("sure", "unsure"),
    [
        ("وأثار القرار غضب السكان.", "وأثار هذا القرار غضب السكان."),
        ("السبب الرئيسي قلة المياه في الوادي.", "السبب الثاني قلة المياه في الوادي."),
        ("الاقتصاد بات في طليعة الهموم.", "فالاقتصاد بات في طليعة الهموم."),
    ],
    ids=["this decision", "the second cause", "so the economy"],
)
def test_opening_is_less_firm_when_it_hints_at_what_was_said(sure: str, unsure: str) -> None:
    """Of two sentences the one that needs nothing before it is preferred."""
    assert firmness(unsure) < firmness(sure) == 1
