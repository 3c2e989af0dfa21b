"""What a language model must mention is word for word in the article: figures, people, places, dates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.extract import must_mention, sentences_of
from bot.core.extract.expressions import ExpressionKind, expressions_in
from bot.core.models import Story
from tests.builders import a_story, an_article

NEWS = (
    "وقعت وزيرة النقل ليلى حداد في مدينة صحار، يوم الأحد 14 يونيو 2026، عقدا قيمته 12 مليون ريال لتوسعة الميناء.",
    "وقال مدير الميناء سالم الكندي إن الأعمال ستوفر 300 وظيفة جديدة وترفع قدرة الأرصفة بنسبة 40 في المئة.",
    "وأكدت غرفة التجارة والصناعة أن مدة انتظار السفن ستنخفض إلى النصف بعد انتهاء العمل.",
    "ورحب الصيادون بالخطوة لكنهم طالبوا بحماية مراسي القوارب الصغيرة من الأمواج.",
    "وتبعد محافظة ظفار عن الميناء نحو 900 كيلومتر وتضم ثاني أكبر الموانئ في البلاد.",
)
MORE = (
    "ووعد رئيس البلدية مروان عيسى ببناء 60 شقة للعمال قرب المدخل الغربي قبل نهاية عام 2027.",
    "وانتقد النائب كريم الزدجالي كلفة العقد البالغة 12 مليون ريال ووصفها بأنها باهظة.",
    "وذكرت صحيفة الساحل أن 17 شركة تقدمت إلى المناقصة من تركيا والهند والصين.",
    "وشهدت جزيرة مصيرة افتتاح مرفأ أصغر في 3 مارس 2024 بكلفة 2 مليون ريال.",
    "ويعمل في الأرصفة حاليا ألف عامل وتدخلها كل أسبوع 45 سفينة محملة بالحبوب.",
    "وأشار الخبير البحري يوسف العامري إلى أن الأمواج العالية تعطل الرافعات 20 يوما كل شتاء.",
    "وتملك ولاية صحم مصنعا للشباك ينتج 9 أطنان في الشهر ويصدرها إلى أفريقيا.",
    "ورأى مدير الميناء سالم الكندي أن المنافسة مع الموانئ المجاورة ستشتد.",
)


def news(*sentences: str) -> Story:
    return a_story(an_article(title="توسعة ميناء صحار", text="\n".join(sentences)))


KINDS = {
    "figure": (NEWS[0], ExpressionKind.FIGURE, "12 مليون ريال"),
    "figure in words": ("وغاب عن الملاعب أربع سنوات كاملة.", ExpressionKind.FIGURE, "أربع سنوات"),
    "figure after and": ("أصيب وزير وثلاثة صحافيين أمس.", ExpressionKind.FIGURE, "ثلاثة صحافيين"),
    "share": (NEWS[1], ExpressionKind.FIGURE, "40 في المئة"),
    "date": (NEWS[0], ExpressionKind.DATE, "الأحد 14 يونيو 2026"),
    "year": ("تأسست الشركة عام 1998 في بيت صغير.", ExpressionKind.DATE, "عام 1998"),
    "speaker": (NEWS[1], ExpressionKind.PERSON, "مدير الميناء سالم الكندي"),
    "body that speaks": (NEWS[2], ExpressionKind.PERSON, "غرفة التجارة والصناعة"),
    "holder of an office": (
        "التقى الوفد الرئيس الموريتاني محمد ولد الغزواني.",
        ExpressionKind.PERSON,
        "الرئيس الموريتاني محمد ولد الغزواني",
    ),
    "vowel signs": ("وقّع الطرفان عقدًا بقيمة 12 مليونَ ريالٍ أمس.", ExpressionKind.FIGURE, "12 مليونَ ريالٍ"),
    "place": (NEWS[4], ExpressionKind.PLACE, "محافظة ظفار"),
    "place of two words": ("وصل الوفد إلى ولاية نيو جيرسي مساء.", ExpressionKind.PLACE, "ولاية نيو جيرسي"),
}


@pytest.mark.parametrize(("sentence", "kind", "text"), KINDS.values(), ids=KINDS.keys())
def test_expression_is_found_when_a_sentence_holds_it(sentence: str, kind: ExpressionKind, text: str) -> None:
    """Each kind is taken as it is written."""
    assert text in [one.text for one in expressions_in(sentence) if one.kind is kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال إن العمل مستمر.",
        "وزار الوفد مدينة صغيرة قريبة.",
        "وفي العشرينيات ازدهر المسرح.",
        "وأعلن ذلك مساء أمس.",
        "وباتت العلاقة بين واشنطن وموسكو أن تتحسن أو تنقطع.",
    ],
    ids=["nobody named", "no name of a place", "no count", "no date", "between"],
)
def test_nothing_is_found_when_nothing_is_named(sentence: str) -> None:
    """A model is not told to mention what nobody would look for."""
    assert expressions_in(sentence) == []


def test_best_sentences_are_mentioned_in_reading_order() -> None:
    """The news comes before its background, as it stands in the article."""
    story = news(*NEWS)
    told = must_mention(story, sentences_of(story))
    places = ["\n".join(NEWS).index(one) for one in told]

    assert {"12 مليون ريال", "مدير الميناء سالم الكندي", "مدينة صحار"} <= set(told)
    assert places == sorted(places)


@pytest.mark.parametrize("text", ["", "خبر قصير بلا أسماء"], ids=["no sentence", "nothing in it"])
def test_nothing_must_be_mentioned_when_there_is_nothing(text: str) -> None:
    """An empty list is an answer."""
    story = a_story(an_article(title="خبر", text=text))

    assert must_mention(story, sentences_of(story)) == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from((*NEWS, *MORE)), min_size=1, max_size=13, unique=True))
def test_list_is_verbatim_and_short_when_any_sentences_are_given(chosen: list[str]) -> None:
    """At most eight, each in the article, none inside another."""
    story = news(*chosen)
    told = must_mention(story, sentences_of(story))

    assert len(told) <= 8
    assert all(any(one in sentence.text for sentence in sentences_of(story)) for one in told)
    assert not any(told[i] in told[j] for i in range(len(told)) for j in range(len(told)) if i != j)
    places = ["\n".join(chosen).index(one) for one in told]
    assert places == sorted(places)
