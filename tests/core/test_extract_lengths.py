"""A reader gets the length asked for: short, medium or long, each in its form and never padded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.extract import extract_digest
from bot.core.faithfulness import find_problems
from bot.core.lengths import FORMS
from bot.core.models import Digest, Length, Story
from tests.builders import a_story, an_article

DAM = (
    "دشنت وزارة الري صباح الأربعاء سدا جديدا في وادي الرمان شرقي البلاد لتخزين مياه الأمطار وحماية القرى من السيول.",
    "ويبلغ ارتفاع السد 62 مترا وتتسع بحيرته لنحو 40 مليون متر مكعب من المياه العذبة.",
    "وقال المهندس ناصر العلي مدير المشروع إن الأعمال استغرقت أربع سنوات وشارك فيها ألف عامل من أبناء المنطقة.",
    "وأضاف أن الاختبارات الأولى جرت بنجاح خلال الأسبوع الماضي.",
    "وتعهدت الوزيرة هدى سالم بتوزيع حصص الري على المزارعين بعدالة ابتداء من الموسم المقبل.",
    "وانتقدت جمعية حماية البيئة إزالة ثلاثة آلاف شجرة زيتون معمرة من ضفتي الوادي قبل بدء الحفر.",
    "في المقابل، ترى غرفة الزراعة أن المشروع سينعش زراعة القمح والشعير ويخفض كلفة الاستيراد.",
    "ويحصل سكان القرى السبع المحيطة بالبحيرة على تعويضات تصل إلى خمسة آلاف دينار لكل أسرة.",
    "ورفض المزارع عواد الحسن مغادرة بيته القديم مطالبا بأرض بديلة قريبة من المدرسة والمستوصف.",
    "وتخطط بلدية الوادي لإقامة ممشى سياحي ومرافئ صغيرة للقوارب الشراعية على الشاطئ الجنوبي.",
    "ومول صندوق التنمية العربي نصف تكاليف المشروع بقرض ميسر يسدد على عشرين عاما.",
    "ويتوقع خبراء الأرصاد شتاء غزير الأمطار قد يملأ ثلث البحيرة قبل نهاية مارس المقبل.",
    "وكانت سيول جارفة قتلت تسعة أشخاص في الوادي عام 2019 وجرفت جسرين وطريقا رئيسيا.",
    "وتدرس جامعة المدينة تأثير الرطوبة الجديدة على الطيور المهاجرة بين القارتين في فصل الخريف.",
)


def dam(count: int = len(DAM)) -> Story:
    return a_story(an_article(title="سد جديد في وادي الرمان", text="\n".join(DAM[:count])))


def words_of(digest: Digest) -> int:
    return len(" ".join(claim.text for claim in digest.text).split())


@pytest.mark.parametrize("length", list(Length))
def test_digest_has_its_form_when_the_article_is_long_enough(length: Length) -> None:
    """Sentences, words and points are those that the length promises, and the digest says which it is."""
    digest, form = extract_digest(dam(), length), FORMS[length]

    assert form.sentences[0] <= len(digest.text) <= form.sentences[1]
    assert form.words[0] <= words_of(digest) <= form.words[1]
    assert form.points[0] <= len(digest.key_points) <= form.points[1]
    assert digest.length is length


def test_longer_digest_tells_more_when_it_is_asked_for() -> None:
    """Each length has more words than the one before."""
    short, medium, long = (words_of(extract_digest(dam(), length)) for length in Length)

    assert short < medium < long


@pytest.mark.parametrize("length", list(Length))
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_short_article_gives_what_it_has_when_more_is_asked_for(length: Length, count: int) -> None:
    """Nothing is told twice to fill a form."""
    digest = extract_digest(dam(count), length)
    cited = [claim.evidence[0] for claim in (*digest.text, *digest.key_points)]

    assert 1 <= len(cited) <= count
    assert len(set(cited)) == len(cited)


ENDLESS = (
    "وافق البرلمان في جلسة صاخبة استمرت حتى الفجر على قانون الضرائب الجديد الذي يرفع رسوم السيارات والعقارات والسفر "
    "والهاتف والكهرباء والمياه والنظافة والتعليم الخاص والمستشفيات والمطاعم والفنادق والملاهي، فيما أعلنت النقابات "
    "إضرابا مفتوحا يشمل المدارس والموانئ والمصارف ووسائل النقل في جميع المحافظات ابتداء من صباح الأحد."
)


def test_endless_first_sentence_is_cut_when_a_short_digest_is_asked_for() -> None:
    """The news stays first: its side note goes, its words stay."""
    story = a_story(an_article(title="قانون الضرائب", text="\n".join([ENDLESS, *DAM[4:]])))

    digest = extract_digest(story, Length.SHORT)

    assert digest.text[0].text == f"{ENDLESS.split('،')[0]}."
    assert words_of(digest) <= FORMS[Length.SHORT].words[1]


LIMITS = {
    "exception": "فيما تبدأ النقابات إضرابا مفتوحا إلا إذا تراجعت الحكومة عن رفع رسوم الكهرباء والمياه قبل الأحد.",
    "source": "فيما تبدأ النقابات إضرابا مفتوحا في الموانئ والمصارف، بحسب مصدر في اللجنة المالية طلب عدم نشر اسمه.",
    "contrast": "كما أعلنت النقابات أنها تؤيد القانون لكن بعد إعفاء أصحاب الدخل المحدود والمتقاعدين من الرسوم.",
}


@pytest.mark.parametrize("tail", LIMITS.values(), ids=LIMITS.keys())
def test_sentence_stays_whole_when_its_end_limits_its_beginning(tail: str) -> None:
    """A condition, an exception or a «according to» is never cut away."""
    sentence = f"{ENDLESS.split('،')[0]}، {tail}"

    digest = extract_digest(a_story(an_article(title="قانون الضرائب", text=sentence)), Length.SHORT)

    assert digest.text[0].text == sentence


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from((*DAM, ENDLESS)), min_size=1, max_size=14, unique=True),
    st.sampled_from(list(Length)),
)
def test_extract_is_faithful_when_it_is_of_any_length(chosen: list[str], length: Length) -> None:
    """The guard passes whatever is quoted, cut or whole, and no sentence comes twice."""
    digest = extract_digest(
        a_story(an_article(title="سد جديد في وادي الرمان", text="\n".join(chosen))), length
    )
    cited = [claim.evidence[0] for claim in (*digest.text, *digest.key_points)]

    assert find_problems(digest).problems == ()
    assert len(set(cited)) == len(cited)
