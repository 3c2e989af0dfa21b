"""A word that is also a name, a month, a number or a negation is read for what it is here."""

import pytest

from bot.core.arabic import DateKind, find_dates, find_numbers, words
from tests.core.faithfulness.conftest import Judge

TOWN = (
    "أحصى ديوان المحاسبة قروضا مسجلة بأسماء متوفين، وبرأت المحكمة المحاسب سامي خريسات لعدم كفاية الأدلة.",
    "وأدرك يوسف العلمي التعادل من ضربة جزاء في الدقيقة 52 بعد كرة طويلة من الجناح.",
    "وأوضح المدير المالي خالد البنعلي أن مجلس الإدارة أوصى بتوزيع نصف دينار للسهم في ديسمبر.",
    "وجرب الاختبار على متطوعين من قرى المحافظتين فيما بين مارس وأغسطس.",
    "وصادرت قوى الأمن 23 بندقية في بلدة عرمان، وعلقت وزارة التربية الدوام في أربعة ألوية.",
    "وقال الخبير عبدالله الغامدي إن المنخفض امتد شمالا على غير المعتاد، مرجحا ألا يتجاوز ذلك أسبوعين.",
    "ويصدر المصنع أربعين في المئة من إنتاجه، معظمه إلى السوق الليبية.",
    "وحول ثلاثة من الجرحى إلى دمشق لإجراء تحاليل في مستشفى المواساة.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وجد ديوان المحاسبة قروضا مقيدة بأسماء أشخاص متوفين.", id="names, not Asma"),
        pytest.param("ثم عادل العلمي النتيجة من ضربة جزاء في الدقيقة 52.", id="equalised, not Adel"),
        pytest.param("أوصى مجلس الإدارة بتوزيع نصف دينار للسهم في كانون الأول.", id="who speaks within"),
        pytest.param("جرب الاختبار من آذار إلى آب على متطوعين من قرى المحافظتين.", id="March, not practised"),
        pytest.param("صادرت قوى الأمن ثلاثا وعشرين بندقية في بلدة عرمان.", id="rifle, not Venice"),
        pytest.param("لا دوام في أربعة ألوية بقرار وزارة التربية.", id="suspended"),
        pytest.param("قال الخبير عبد الله الغامدي إن المنخفض امتد شمالا.", id="one name in two words"),
        pytest.param("امتد المنخفض شمالا بصورة غير معتادة.", id="unusual"),
        pytest.param("رجح الخبير عبد الله الغامدي أن ذلك لا يزيد على أسبوعين.", id="not above"),
        pytest.param("نقل ثلاثة من الجرحى إلى العاصمة السورية لإجراء فحوص.", id="capital of Syria"),
        pytest.param("تذهب معظم صادرات المصنع إلى السوق الليبية.", id="most of it"),
        pytest.param("أدرك يوسف العلمي التعادل بكرة من ضربة جزاء في الدقيقة 52.", id="ball, not tomorrow"),
    ],
)
def test_true_claim_passes_when_its_words_have_another_sense(judge: Judge, claim: str) -> None:
    """Nothing here is anybody's name or the contrary of anything."""
    assert not judge(claim, sentences=TOWN)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("أوصى سامي خريسات بتوزيع نصف دينار للسهم في ديسمبر.", id="another speaks"),
        pytest.param("قال عبد الرحمن الغامدي إن المنخفض امتد شمالا على غير المعتاد.", id="another name"),
        pytest.param("رجح الخبير عبد الله الغامدي أن ذلك يتجاوز أسبوعين.", id="above"),
        pytest.param("جرب الاختبار على متطوعين من قرى المحافظتين فيما بين أبريل وأغسطس.", id="another month"),
    ],
)
def test_false_claim_is_stopped_when_it_looks_like_these(judge: Judge, claim: str) -> None:
    """The same words, and one that is not the article's."""
    assert judge(claim, sentences=TOWN)


@pytest.mark.parametrize(
    ("text", "months"),
    [("بين مارس وأغسطس", [3, 8]), ("حوافز مارس وأبريل", [3, 4]), ("مارس الرياضة صباحا", [])],
)
def test_march_is_a_month_when_another_month_stands_beside_it(text: str, months: list[int]) -> None:
    """«مارس» alone has practised something."""
    assert [found.value for found in find_dates(text) if found.kind is DateKind.MONTH] == months


def test_eleven_is_no_sunday_when_it_is_written_out() -> None:
    """«الأحد عشر عاما»."""
    assert not find_dates("ابن الأحد عشر عاما")
    assert find_dates("يوم الأحد عند العاشرة")


def test_first_is_not_joined_when_ten_of_something_follow() -> None:
    """«الجائزة الأولى عشرة آلاف» is the first, and ten thousand."""
    assert [int(found.value) for found in find_numbers("الجائزة الأولى عشرة آلاف دولار")] == [1, 10_000]
    assert [int(found.value) for found in find_numbers("في الدقيقة الحادية عشرة")] == [11]


def test_servant_of_god_is_two_words_when_it_is_written_as_one() -> None:
    """«عبدالله» and «عبد الله» are one name."""
    assert words("وعبدالله وعبدالعزيز") == words("وعبد الله وعبد العزيز")
