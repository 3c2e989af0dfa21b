"""Falsehoods made of the article's own words: who, how sure, how many, why, in what order."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind

COUNCIL = (
    "قال محافظ الإقليم نزار العبيدي إن السد الجديد سيخزن 90 مليون متر مكعب من المياه.",
    "وأوضحت مديرة الري سعاد الجابري أن كلفة السد بلغت 250 مليون درهم.",
    "وقد تؤجل الشركة المنفذة افتتاح المحطة الكهربائية إلى الربيع المقبل.",
    "وتعتزم الوزارة بناء مدرسة للبنات في القرية المجاورة.",
    "وغادر بعض السكان بيوتهم القديمة على ضفة النهر.",
    "وتوقفت أعمال الحفر يومين لعطل في الرافعة الكبرى.",
    "وتساقطت أمطار غزيرة على الوادي في الأسبوع الماضي.",
    "وطلبت شركة «الينابيع» من شركة «المرجان» معدات إضافية لحفر النفق.",
    "ووصف المهندس هيثم شاهين المشروع بأنه «حلم قديم يتحقق ببطء» أمام الصحفيين.",
    "ولم تسجل الفرق الطبية إصابات بين العمال خلال البناء.",
)

FALSE_CLAIMS = {
    "another speaker of the article": (
        "وقال المهندس هيثم شاهين إن السد الجديد سيخزن 90 مليون متر مكعب من المياه.",
        KIND.ATTRIBUTION,
    ),
    "another speaker, named at the end": (
        "بلغت كلفة السد 250 مليون درهم، بحسب هيثم شاهين.",
        KIND.ATTRIBUTION,
    ),
    "a speaker of whom the article knows nothing": (
        "ورأى خبراء أن كلفة السد بلغت 250 مليون درهم.",
        KIND.ATTRIBUTION,
    ),
    "the office of somebody else": (
        "وأوضحت وزيرة الري سعاد الجابري أن كلفة السد بلغت 250 مليون درهم.",
        KIND.NAME,
    ),
    "the name of another holder": (
        "قال محافظ الإقليم هيثم شاهين إن السد سيخزن 90 مليون متر مكعب.",
        KIND.NAME,
    ),
    "another family name": ("قال محافظ الإقليم نزار الدليمي إن السد سيخزن 90 مليون متر مكعب.", KIND.NAME),
    "another given name": ("وأوضحت مديرة الري نادية الجابري أن كلفة السد بلغت 250 مليون درهم.", KIND.NAME),
    "may becomes will": ("وتؤجل الشركة المنفذة افتتاح المحطة الكهربائية إلى الربيع المقبل.", KIND.MEANING),
    "a plan becomes a fact": ("وبنت الوزارة مدرسة للبنات في القرية المجاورة.", KIND.MEANING),
    "some becomes all": ("وغادر جميع السكان بيوتهم القديمة على ضفة النهر.", KIND.MEANING),
    "some becomes most": ("وغادر معظم السكان بيوتهم القديمة على ضفة النهر.", KIND.MEANING),
    "another cause": ("وتوقفت أعمال الحفر يومين بسبب أمطار غزيرة على الوادي.", KIND.MEANING),
    "another currency": ("وبلغت كلفة السد 250 مليون دولار.", KIND.NUMBER),
    "another measure": ("سيخزن السد الجديد 90 مليون لتر من المياه.", KIND.NUMBER),
    "roles exchanged": ("وطلبت شركة «المرجان» من شركة «الينابيع» معدات إضافية لحفر النفق.", KIND.MEANING),
    "one word of a short quotation": ("ووصف المهندس هيثم شاهين المشروع بأنه «حلم جديد».", KIND.QUOTE),
}


@pytest.mark.parametrize(("claim", "kind"), FALSE_CLAIMS.values(), ids=FALSE_CLAIMS.keys())
def test_claim_is_stopped_when_it_twists_what_the_article_says(
    judge: Judge, claim: str, kind: ProblemKind
) -> None:
    """A false sentence in the article's own words is still false."""
    assert kind in {problem.kind for problem in judge(claim, sentences=COUNCIL)}


TRUE_CLAIMS = {
    "the speaker after the statement": "سيخزن السد الجديد 90 مليون متر مكعب من المياه، بحسب المحافظ نزار العبيدي.",
    "another reporting verb": "وذكرت سعاد الجابري أن كلفة السد بلغت 250 مليون درهم.",
    "the family name alone": "وأكد العبيدي أن السد الجديد سيخزن 90 مليون متر مكعب.",
    "another hedge": "ومن المحتمل أن تؤجل الشركة المنفذة افتتاح المحطة الكهربائية إلى الربيع المقبل.",
    "a plan as a plan": "وستبني الوزارة مدرسة للبنات في القرية المجاورة.",
    "some stays some": "وغادر بعض السكان بيوتهم القديمة.",
    "the article's cause": "وتوقفت أعمال الحفر يومين بسبب عطل في الرافعة الكبرى.",
    "the same roles": "وطلبت شركة «الينابيع» معدات إضافية من شركة «المرجان».",
    "part of a quotation": "ووصف هيثم شاهين المشروع بأنه «حلم قديم».",
    "a quotation in another case": "واعتبر هيثم شاهين المشروع «حلما قديما يتحقق ببطء».",
    "a negation in other words": "ولم تسجل إصابات بين العمال خلال البناء.",
}


@pytest.mark.parametrize("claim", TRUE_CLAIMS.values(), ids=TRUE_CLAIMS.keys())
def test_claim_passes_when_it_says_the_same_in_other_words(judge: Judge, claim: str) -> None:
    """Careful rewording is what a digest is for."""
    assert judge(claim, sentences=COUNCIL) == ()


MATCH = (
    "تراجعت صادرات القطن في الموسم الأخير، وخفف البنك شروط القروض الصغيرة.",
    "ولم ينجح المنتخب في كسر التعادل قبل نهاية الشوط الأول.",
    "وفاز الهلال بالكأس في عام 2014 أمام جمهور كبير في ملعب المدينة.",
    "وخسر الهلال نهائي عام 2019 بركلات الترجيح بعد شوطين إضافيين.",
    "وحضر المباراة 30 ألف متفرج، منهم 4 آلاف من خارج المدينة.",
)


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param("قفزت صادرات القطن في الموسم الأخير.", KIND.MEANING, id="fell and jumped"),
        pytest.param("وشدد البنك شروط القروض الصغيرة.", KIND.MEANING, id="eased and tightened"),
        pytest.param(
            "ولم ينجح المنتخب في كسر التعادل بعد نهاية الشوط الأول.", KIND.MEANING, id="before and after"
        ),
        pytest.param(
            "وفاز الهلال بالكأس في عام 2019 أمام جمهور كبير في ملعب المدينة.", KIND.NUMBER, id="other year"
        ),
    ],
)
def test_claim_is_stopped_when_it_says_the_opposite(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """The opposite of what happened is never told, whichever verb says it."""
    assert kind in {problem.kind for problem in judge(claim, sentences=MATCH)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وفشل المنتخب في كسر التعادل قبل نهاية الشوط الأول.", id="did not succeed is failed"),
        pytest.param("وانخفضت صادرات القطن في الموسم الأخير.", id="fell is fell"),
        pytest.param(
            "وحضر المباراة 30 ألف متفرج بينهم 4 آلاف متفرج من خارج المدينة.", id="counted noun repeated"
        ),
    ],
)
def test_claim_passes_when_another_verb_says_the_same(judge: Judge, claim: str) -> None:
    """A negated opposite is no opposite."""
    assert judge(claim, sentences=MATCH) == ()


PARTS = (
    "وعادت الكهرباء إلى 4200 منزل، وبقي نصفها بلا ماء.",
    "وخصص الصندوق خمس أرباحه لبناء الطرق.",
    "وتستغرق الرحلة 41 ثانية في المصعد الجديد.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وبقي نصف المنازل بلا ماء بعد عودة الكهرباء.", id="half of them"),
        pytest.param("وخصص الصندوق 20 في المئة من أرباحه لبناء الطرق.", id="a fifth"),
        pytest.param("وتستغرق الرحلة إحدى وأربعين ثانية في المصعد الجديد.", id="seconds are no order"),
    ],
)
def test_number_passes_when_only_its_words_differ(judge: Judge, claim: str) -> None:
    """A part with a pronoun, a fraction and its percentage, seconds: the same amounts."""
    assert judge(claim, sentences=PARTS) == ()


def test_claim_passes_when_it_negates_everything_but_one_thing(judge: Judge) -> None:
    """«لم توافق إلا على …» agrees, to this alone: it is no negation."""
    sentences = ("وقالت الصحيفة إن الإدارة وافقت على لاعبين أجنبيين فقط من الثلاثة الذين طلبهم المدرب.",)

    kept = judge(
        "ولم توافق الإدارة إلا على لاعبين أجنبيين من الثلاثة الذين طلبهم المدرب.", sentences=sentences
    )
    turned = judge("ولم توافق الإدارة على لاعبين أجنبيين من الثلاثة الذين طلبهم المدرب.", sentences=sentences)

    assert kept == ()
    assert KIND.NEGATION in {problem.kind for problem in turned}
