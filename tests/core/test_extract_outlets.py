"""Several outlets of one story: what they agree on comes first and is shown once; what they dispute is quoted."""

import pytest

from bot.core.extract import extract_digest
from bot.core.faithfulness import find_problems
from bot.core.models import Article, Digest, Story
from tests.builders import an_article

LEAD = (
    "انهار مبنى سكني من ثمانية طوابق في حي الصفا شمالي العاصمة فجر الخميس بعد أمطار غزيرة استمرت يومين.",
    "وقال الدفاع المدني إن فرق الإنقاذ انتشلت 14 جثة من تحت أنقاض المبنى المنهار في حي الصفا.",
    "وفتحت النيابة العامة تحقيقا مع مالك العقار ومهندس البلدية الذي منح رخصة البناء.",
    "ونقلت سيارات الإسعاف عشرات الجرحى إلى مستشفى الأمل القريب من الميناء.",
    "ووعدت وزيرة الإسكان منى خليل بتأمين شقق مؤقتة للعائلات المشردة خلال أسبوع.",
    "ويعود تاريخ تشييد المبنى إلى سبعينيات القرن الماضي وفق سجلات البلدية.",
)
SAME = "وذكرت وزيرة الإسكان منى خليل أن العائلات المشردة ستحصل على شقق مؤقتة خلال أسبوع واحد."
DISPUTED = "وأعلن الدفاع المدني أن فرق الإنقاذ انتشلت 19 جثة من تحت أنقاض المبنى المنهار في حي الصفا."
ALONE = "وكشف مهندس معماري أن سكان المبنى المنهار أبلغوا البلدية مرتين بتشققات خطيرة في أعمدة المبنى."


def article(name: str, outlet: str, *sentences: str) -> Article:
    return an_article(
        article_id=name,
        source_id=name,
        outlet=outlet,
        title="انهيار مبنى في حي الصفا",
        text="\n".join(sentences),
    )


def two(*second: str, outlets: tuple[str, str] = ("الضفة", "المرفأ")) -> Digest:
    story = Story(id="s", articles=(article("one", outlets[0], *LEAD), article("two", outlets[1], *second)))
    return extract_digest(story)


def test_point_cites_the_other_outlet_when_it_says_the_same() -> None:
    """The quoted sentence comes first, then the one that confirms it; the near-copy is not shown again."""
    digest = two(SAME, ALONE)
    point = next(one for one in (*digest.text, *digest.key_points) if "منى خليل" in one.text)

    assert [digest.sentences[index].article_id for index in point.evidence] in (
        ["one", "two"],
        ["two", "one"],
    )
    assert point.text.rstrip(".") in digest.sentences[point.evidence[0]].text
    assert sum("منى خليل" in one.text for one in (*digest.text, *digest.key_points)) == 1


def test_agreed_facts_come_first_when_points_are_listed() -> None:
    """Points that several outlets confirm stand before those of one outlet."""
    digest = two(SAME, ALONE)
    confirmed = [len(point.evidence) > 1 for point in digest.key_points]

    assert confirmed == sorted(confirmed, reverse=True)


def test_fact_of_one_outlet_is_told_when_it_matters() -> None:
    """Only one outlet has it, and it is told all the same."""
    assert any("تشققات خطيرة" in point.text for point in two(SAME, ALONE).key_points)


def test_at_most_four_sentences_are_cited_when_many_outlets_agree() -> None:
    """The quoted one and three witnesses, each of another outlet."""
    articles = [article("one", "الضفة", *LEAD), *(article(f"a{n}", f"منبر {n}", LEAD[4]) for n in range(6))]
    digest = extract_digest(Story(id="s", articles=tuple(articles)))
    cited = [one.evidence for one in (*digest.text, *digest.key_points) if "منى خليل" in one.text]

    assert [len(evidence) for evidence in cited] == [4]
    assert len({digest.sentences[index].article_id for index in cited[0]}) == 4


NO_WITNESS = {
    "same outlet": (SAME, "الضفة"),
    "denied": ("ولم تعد وزيرة الإسكان منى خليل العائلات المشردة بتأمين شقق مؤقتة خلال أسبوع.", "المرفأ"),
    "something else": ("ووعدت وزيرة الإسكان منى خليل بصرف رواتب العمال المتأخرة في مصنع الإسمنت.", "المرفأ"),
}


@pytest.mark.parametrize(("sentence", "outlet"), NO_WITNESS.values(), ids=NO_WITNESS.keys())
def test_sentence_is_no_witness_when_it_does_not_say_the_same(sentence: str, outlet: str) -> None:
    """An outlet does not confirm itself, and a denial confirms nothing."""
    digest = two(sentence, ALONE, outlets=("الضفة", outlet))

    assert all(len(one.evidence) == 1 for one in (*digest.text, *digest.key_points) if "منى خليل" in one.text)


def test_outlet_does_not_confirm_itself_when_it_has_two_articles() -> None:
    """Two articles of one newsroom are one witness, also when a third article is of another."""
    articles = (
        article("one", "الضفة", *LEAD),
        article("two", "الضفة", SAME),
        article("three", "المرفأ", ALONE),
    )
    digest = extract_digest(Story(id="s", articles=articles))

    assert all(len(one.evidence) == 1 for one in (*digest.text, *digest.key_points))


def test_sentence_is_no_witness_when_its_figures_differ() -> None:
    """Fourteen is not nineteen, however alike the sentences are."""
    digest = two(DISPUTED, ALONE)

    assert all(len(one.evidence) == 1 for one in (*digest.text, *digest.key_points) if "جثة" in one.text)


def test_difference_quotes_both_outlets_when_their_figures_disagree() -> None:
    """«outlet: sentence؛ outlet: sentence», with the evidence of both."""
    (difference,) = two(DISPUTED, ALONE).differences
    digest = two(DISPUTED, ALONE)

    assert difference.text == (
        "الضفة: قال الدفاع المدني إن فرق الإنقاذ انتشلت 14 جثة من تحت أنقاض المبنى المنهار في حي الصفا؛ "
        "المرفأ: أعلن الدفاع المدني أن فرق الإنقاذ انتشلت 19 جثة من تحت أنقاض المبنى المنهار في حي الصفا."
    )
    assert [digest.sentences[index].article_id for index in difference.evidence] == ["one", "two"]


DOUBTFUL = {
    "same figure": DISPUTED.replace("19", "14"),
    "rounded": DISPUTED.replace("19", "نحو 15"),
    "at least": DISPUTED.replace("19", "ما لا يقل عن 10"),
    "other place": DISPUTED.replace("حي الصفا", "حي الزهور"),
    "other thing": DISPUTED.replace("19 جثة", "19 ناجيا"),
    "a time": DISPUTED.replace("انتشلت 19 جثة", "عملت 19 ساعة"),
    "nearly the same": DISPUTED.replace("انتشلت 19 جثة", "انتشلت 14 جثة مجهولة"),
    "both figures told": DISPUTED.replace("المبنى المنهار", "14 شقة"),
    "both figures": DISPUTED.replace("19 جثة", "14 جثة ثم خمس جثث"),
}


@pytest.mark.parametrize("sentence", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_no_difference_is_told_when_it_is_in_doubt(sentence: str) -> None:
    """Readers hear of a dispute only when there surely is one."""
    assert two(sentence, ALONE).differences == ()


TEMPLATE = "وقال الدفاع المدني إن فرق الإنقاذ {} من تحت أنقاض السوق القديم بعد حريق الأمس الكبير."
PAIRS = {
    "in dispute": ("انتشلت 120 جثة", "انتشلت 160 جثة", 1),
    "a rounding": ("انتشلت 120 جثة", "انتشلت 123 جثة", 0),
    "times": ("عملت 12 ساعة", "عملت 19 ساعة", 0),
    "other fate": ("أخرجت 14 قطة", "أطعمت 19 قطة", 0),
}


@pytest.mark.parametrize(("here", "there", "count"), PAIRS.values(), ids=PAIRS.keys())
def test_figures_are_compared_when_their_sentences_are_alike(here: str, there: str, count: int) -> None:
    """One noun, one fate, two numbers: nothing less is a dispute."""
    articles = (
        article("one", "الضفة", TEMPLATE.format(here), LEAD[3]),
        article("two", "المرفأ", TEMPLATE.format(there), LEAD[5]),
    )

    assert len(extract_digest(Story(id="s", articles=articles)).differences) == count


@pytest.mark.parametrize(
    "outlets", [("الضفة", "الضفة"), ("الضفة", ""), ("", "")], ids=["same", "one", "none"]
)
def test_no_difference_is_told_when_its_outlets_have_no_names(outlets: tuple[str, str]) -> None:
    """A dispute needs two names to put it to."""
    assert two(DISPUTED, ALONE, outlets=outlets).differences == ()


def test_digest_of_two_outlets_is_faithful_when_they_agree_and_differ() -> None:
    """The guard passes every claim with all the sentences it cites."""
    assert find_problems(two(SAME, DISPUTED, ALONE)).problems == ()
