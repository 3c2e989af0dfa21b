"""What the article does not say is found, whatever it looks like, and the reason tells what and why."""

import pytest

from bot.core.faithfulness import evidence_of, find_problems
from bot.core.models import KeyPoint, ProblemKind
from tests.core.faithfulness.conftest import SENTENCES, Judge, digest_of

KIND = ProblemKind

FALSE_CLAIMS = {
    "new number": ("قتل 17 عاملا في انفجار هز مصنعا للأسمدة شمال مدينة طرابلس.", KIND.NUMBER),
    "new number in Arabic-Indic digits": (
        "قتل ١٧ عاملا في انفجار هز مصنعا للأسمدة شمال طرابلس.",
        KIND.NUMBER,
    ),
    "new number in words": ("قتل سبعة عشر عاملا في انفجار هز مصنعا للأسمدة شمال طرابلس.", KIND.NUMBER),
    "numbers swapped": ("قتل خمسة وثلاثون عاملا وأصيب 12 آخرون في انفجار هز مصنعا للأسمدة.", KIND.NUMBER),
    "number of another part": ("وقال وزير الصحة كمال الحاج إن 400 من الجرحى في حالة حرجة.", KIND.NUMBER),
    "number brought from afar": ("ونقل 400 إلى مستشفيات العاصمة بيروت في حالة حرجة.", KIND.NUMBER),
    "sign lost": ("انخفضت حرارة الخزانات إلى 12٪ مما كانت عليه.", KIND.NUMBER),
    "percent for an amount": ("يعمل في المصنع 400 في المئة معظمهم من القرى المجاورة.", KIND.NUMBER),
    "new year": ("شيد المصنع عام 1972 قرب طرابلس في شمال البلاد.", KIND.NUMBER),
    "new weekday": ("هز انفجار مصنعا للأسمدة شمال مدينة طرابلس مساء الجمعة.", KIND.DATE),
    "weekday of another part": (
        "قتل 12 عاملا في انفجار هز مصنعا للأسمدة شمال طرابلس مساء الأربعاء.",
        KIND.DATE,
    ),
    "new month": ("وكانت فرنسا قدمت في تموز 2019 قرضا لتحديث المصنع.", KIND.DATE),
    "new day of the month": ("وكانت فرنسا قدمت في 3 ملايين قرضا يوم 21 آذار لتحديث المصنع.", KIND.DATE),
    "changed quotation": ("وصف رئيس البلدية ما جرى بأنه «كارثة كان يجب منعها بقليل من الجهد».", KIND.QUOTE),
    "new country": ("وكانت ألمانيا قدمت قرضا بقيمة 3 ملايين دولار لتحديث المصنع.", KIND.NAME),
    "country of another part": ("وكانت الأردن قدمت في 14 آذار 2019 قرضا لتحديث المصنع.", KIND.NAME),
    "new person": ("وقال وزير الصحة طارق الحاج إن تسعة من الجرحى في حالة حرجة.", KIND.NAME),
    "new foreign person": ("وقال الرئيس الأمريكي جيسون ستيفنسون إن بلاده سترسل خبراء للمساعدة.", KIND.NAME),
    "new name in Latin letters": (
        "قال وزير الصحة كمال الحاج إن شركة Novatek نقلت الجرحى إلى بيروت.",
        KIND.NAME,
    ),
    "nationality": ("وقال الرئيس الفرنسي دونالد ترامب إن بلاده سترسل خبراء للمساعدة.", KIND.NAME),
    "other speaker": ("وقال سمير درويش إن تسعة من الجرحى في حالة حرجة.", KIND.ATTRIBUTION),
    "new speaker": ("وأكدت منظمة العفو الدولية أن رجال الإطفاء لم يسيطروا على الحريق.", KIND.ATTRIBUTION),
    "new office": ("وقال مسؤول في الأمم المتحدة إن تسعة من الجرحى في حالة حرجة.", KIND.ATTRIBUTION),
    "negation dropped": (
        "وأكدت هدى منصور أن رجال الإطفاء سيطروا على الحريق حتى صباح الأربعاء.",
        KIND.NEGATION,
    ),
    "negation added": (
        "إن تسعة من الجرحى ليسوا في حالة حرجة ولم ينقلوا إلى مستشفيات العاصمة.",
        KIND.NEGATION,
    ),
    "denial": ("ونفى وزير الصحة كمال الحاج أن تسعة من الجرحى في حالة حرجة.", KIND.NEGATION),
    "opposite": ("وارتفعت حرارة الخزانات بعد أن رفضت الشركة المشغلة إخلاء المبنى.", KIND.MEANING),
    "opposite direction": ("هز انفجار مصنعا للأسمدة جنوب مدينة طرابلس مساء الثلاثاء.", KIND.MEANING),
    "opposite in other words": ("وافقت الشركة على إخلاء المبنى بعد انخفاض حرارة الخزانات.", KIND.MEANING),
    "another story": ("فاز المنتخب الوطني بكأس البطولة بعد مباراة مثيرة انتهت بركلات الترجيح.", KIND.SUPPORT),
    "invented sequel": ("ومن المقرر استئناف المحادثات بين الجانبين الأسبوع المقبل.", KIND.SUPPORT),
    "link": ("قتل 12 عاملا في انفجار هز مصنعا للأسمدة، التفاصيل على https://evil.example/x.", KIND.LINK),
    "handle": ("قتل 12 عاملا في انفجار هز مصنعا للأسمدة، تابعوا @fakechannel.", KIND.LINK),
    "telephone": ("قتل 12 عاملا في انفجار هز مصنعا للأسمدة، اتصلوا على +961 70 123 456.", KIND.LINK),
    "nothing": (" … ", KIND.EMPTY),
}


@pytest.mark.parametrize(("claim", "kind"), FALSE_CLAIMS.values(), ids=FALSE_CLAIMS.keys())
def test_claim_is_stopped_when_the_article_does_not_say_it(
    judge: Judge, claim: str, kind: ProblemKind
) -> None:
    """No invented or twisted fact is published."""
    problems = judge(claim)

    assert kind in {problem.kind for problem in problems}
    assert all(problem.claim == claim and problem.reason.endswith(".") for problem in problems)


LEAGUE = (
    "يتصدر الاتحاد الترتيب بعد أن فاز في 26 مباراة من أصل 30 مباراة لعبها هذا الموسم.",
    "وسجلت أسعار الزيت ارتفاعا كبيرا بسبب تراجع الإنتاج في المزارع القديمة.",
    "وقال الرئيس الأمريكي إن الوزير الفرنسي غادر القاعة قبل نهاية الجلسة.",
    "وأدى الحادث في الميناء إلى مقتل 12 عاملا وإصابة 35 مهندسا كانوا في المكان.",
)
SWAPS = {
    "number of other people": ("أودى الحادث في الميناء بحياة 35 عاملا كانوا هناك.", KIND.NUMBER),
    "nationality of another man": ("غادر الرئيس الفرنسي القاعة قبل نهاية الجلسة.", KIND.NAME),
    "number in the place of another": (
        "يتصدر الاتحاد الترتيب بعد أن فاز في 30 مباراة لعبها هذا الموسم.",
        KIND.NUMBER,
    ),
    "opposite that is also in the sentence": (
        "وسجلت أسعار الزيت ارتفاعا كبيرا بسبب ارتفاع الإنتاج في المزارع القديمة.",
        KIND.MEANING,
    ),
}


@pytest.mark.parametrize(("claim", "kind"), SWAPS.values(), ids=SWAPS.keys())
def test_claim_is_stopped_when_a_word_took_the_place_of_another(
    judge: Judge, claim: str, kind: ProblemKind
) -> None:
    """A word that stands in the sentence is still false in another word's place."""
    assert kind in {problem.kind for problem in judge(claim, sentences=LEAGUE)}


def test_reason_tells_what_the_source_says_when_a_number_is_wrong(judge: Judge) -> None:
    """Whoever repairs the claim reads what to write instead, and where it stands."""
    (problem,) = judge(FALSE_CLAIMS["new number"][0], 0)

    assert problem.words == "17"
    assert "12" in problem.reason
    assert problem.evidence == (0,)


@pytest.mark.parametrize("index", [-1, 8, 99])
def test_citation_is_stopped_when_there_is_no_such_sentence(judge: Judge, index: int) -> None:
    """A claim cannot cite what is not there."""
    assert [problem.kind for problem in judge(SENTENCES[0], index)] == [ProblemKind.EVIDENCE]


def test_claim_is_stopped_when_the_cited_sentence_says_something_else(judge: Judge) -> None:
    """Evidence must support its claim, not merely be near it."""
    claim = "قال وزير الصحة إن تسعة من الجرحى في حالة حرجة."

    assert judge(claim, 1) == ()
    assert judge(claim, 6) != ()


def test_half_a_citation_hides_no_event(judge: Judge) -> None:
    """What the cited sentence does not hold is looked for elsewhere, and «استقال» is not «قال»."""
    claim = "استقال وزير الصحة كمال الحاج بعد انفجار هز مصنعا للأسمدة."

    assert ProblemKind.MEANING in {problem.kind for problem in judge(claim, 1)}


def test_beginning_of_a_sentence_is_the_articles(judge: Judge) -> None:
    """Two places of one sentence are not mixed up where its own words stand in a row."""
    sentences = (
        "مسقط: وقعت الوزارة اتفاقا مع شركة المرافئ لتوسعة ميناء صحار بكلفة 480 مليون ريال.",
        *SENTENCES,
    )
    assert not judge("مسقط: وقعت الوزارة اتفاقا مع شركة المرافئ لتوسعة ميناء", sentences=sentences)


def test_headline_is_judged_when_the_text_is_true() -> None:
    """A headline is a claim like any other."""
    digest = digest_of(SENTENCES[0], headline="انفجار في مصنع للأسمدة قرب بغداد")

    assert [problem.kind for problem in find_problems(digest).problems] == [ProblemKind.NAME]


@pytest.mark.parametrize(
    ("claim", "cited", "evidence"),
    [
        pytest.param("رئيس البلدية سمير درويش يدعو إلى تحقيق مستقل", (), (4,), id="cites none"),
        pytest.param("رئيس البلدية سمير درويش يدعو إلى تحقيق مستقل", (6,), (4,), id="cites another"),
        pytest.param(
            "رئيس البلدية سمير درويش يدعو إلى تحقيق مستقل", (77,), (4,), id="cites what is not there"
        ),
        pytest.param("تسعة جرحى في بيروت ورجال الإطفاء يكافحون الحريق", (), (1, 2), id="two together"),
        pytest.param("رئيس البلدية سمير درويش يرفض كل تحقيق مستقل", (4,), (4,), id="cites well and lies"),
        pytest.param("زار السفير الهندي الميناء", (3,), (3,), id="told nowhere"),
    ],
)
def test_evidence_of_a_claim(claim: str, cited: tuple[int, ...], evidence: tuple[int, ...]) -> None:
    """A claim that cites the wrong sentence gets the one that tells it; nothing else moves a citation."""
    assert evidence_of(KeyPoint(text=claim, evidence=cited), SENTENCES) == evidence


def test_nothing_is_evidence_where_there_are_no_sentences() -> None:
    """An article without a body proves nothing."""
    assert evidence_of(KeyPoint(text="أي شيء", evidence=(0,)), ()) == (0,)
