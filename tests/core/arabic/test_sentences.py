"""An article becomes its title and its own whole sentences; nothing of another story comes in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.arabic import sentences, split_title, words

PARAGRAPHS = (
    "افتتحت وزارة النقل صباح اليوم جسرا جديدا فوق نهر المدينة بعد ثلاث سنوات من العمل المتواصل.",
    "وقال المهندس سمير حداد إن الجسر يخدم 40 ألف سيارة يوميا ويختصر الطريق إلى الميناء.",
    "وشكر رئيس البلدية العمال الذين أنجزوا المشروع قبل موعده بشهرين كاملين.",
    "وتخطط الوزارة لبناء جسرين آخرين في شمال البلاد خلال العامين المقبلين.",
    "ويأمل التجار أن يعيد الطريق الجديد الزبائن إلى أسواق الضفة الشرقية.",
)


def article(*extra: tuple[int, str]) -> str:
    lines = list(PARAGRAPHS)
    for place, line in extra:
        lines.insert(place, line)
    return "\n".join(lines)


def test_title_is_split_off_when_a_short_first_line_has_no_full_stop() -> None:
    """The first line of a pasted article is its headline."""
    assert split_title("جسر جديد فوق النهر\n\n" + PARAGRAPHS[0]) == ("جسر جديد فوق النهر", PARAGRAPHS[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PARAGRAPHS[0] + "\n" + PARAGRAPHS[1], id="first line is a sentence"),
        pytest.param("جسر جديد فوق النهر", id="no body"),
        pytest.param("وأعلنت الوزارة ما يلي:\n" + PARAGRAPHS[1], id="first line opens the second"),
    ],
)
def test_there_is_no_title_when_the_first_line_belongs_to_the_text(text: str) -> None:
    """A sentence is never taken for a headline."""
    assert split_title(text) == ("", text)


def test_sentences_come_whole_and_in_order_when_an_article_is_plain() -> None:
    """Every sentence of the article is there once."""
    assert sentences(article()) == PARAGRAPHS
    assert sentences(" ".join(PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize(
    "aside",
    [
        pytest.param("طريق أسرع إلى الميناء", id="heading"),
        pytest.param("لماذا جسر جديد؟", id="heading that asks"),
        pytest.param(
            "غرق سفينة شحن قبالة سواحل جزيرة بعيدة ونجاة طاقمها المؤلف من عشرين بحارا", id="related story"
        ),
        pytest.param("اقرأ أيضا: أسعار الوقود ترتفع", id="read also"),
        pytest.param("جميع الحقوق محفوظة للصحيفة", id="rights"),
        pytest.param("-----", id="ruler"),
        pytest.param("وزارة النقل تفتتح جسرا", id="the title again"),
    ],
)
def test_line_is_cut_when_it_is_not_part_of_the_story(aside: str) -> None:
    """Headings, other stories' headlines and boilerplate never reach a digest."""
    assert sentences(article((2, aside)), title="وزارة النقل تفتتح جسرا") == PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "count"),
    [
        pytest.param("قال د. سمير حداد إن أ. ف. ب. نقلت الخبر. ونفى آخرون ذلك تماما.", 2, id="abbreviations"),
        pytest.param(
            "بلغ النمو 3.5 في المئة بحسب موقع news.com أمس. وهذا أعلى رقم.", 2, id="decimals and domains"
        ),
        pytest.param('قال "نعم. هذا صحيح تماما" ثم خرج من القاعة مسرعا. وعاد لاحقا.', 2, id="quote"),
        pytest.param("وصل الوفد عن كثب.وذكر المصدر أن اللقاء طويل.", 2, id="glued full stop"),
        pytest.param("1. بند أول طويل. 2. بند ثان طويل. 3. بند ثالث", 3, id="numbered list"),
        pytest.param("لا شيء ينهي هذا السطر الطويل الذي كتبه مراسل نسي النقطة في آخره", 1, id="no stop"),
        pytest.param(
            "Mr. Olsen left the U.S. on Jan. 5. He said it was late! Nobody asked why.", 3, id="English"
        ),
        pytest.param("هل انتهت الأزمة؟ لا أحد يعرف. والناس تنتظر!", 3, id="question"),
    ],
)
def test_line_is_split_only_where_a_sentence_ends_when_dots_mean_other_things(line: str, count: int) -> None:
    """No sentence is cut at an abbreviation, a number or inside a quotation."""
    found = sentences(line)

    assert len(found) == count
    assert " ".join(found).replace(" ", "") == line.replace(" ", "")


def test_line_is_joined_to_the_next_when_it_ends_with_a_colon() -> None:
    """A list that a sentence announces stays with it."""
    assert sentences("وطرح الوفد مسألتين:\nالحدود والمياه المشتركة بين البلدين.") == (
        "وطرح الوفد مسألتين: الحدود والمياه المشتركة بين البلدين.",
    )


def test_dateline_is_cut_when_an_agency_opens_the_text() -> None:
    """The agency's name is not part of the sentence."""
    assert sentences("القاهرة (رويترز) - " + PARAGRAPHS[0]) == (PARAGRAPHS[0],)


def test_lines_are_unwrapped_when_text_was_broken_at_a_fixed_width() -> None:
    """A text pasted from a terminal or a PDF reads like the original."""
    text = " ".join(PARAGRAPHS * 3)
    parts, line = [], ""
    for word in text.split():
        if len(line) + len(word) > 70:
            parts.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = "\n".join([*parts, line])

    assert sentences(wrapped) == PARAGRAPHS * 3


def test_nothing_is_lost_when_a_text_has_no_punctuation() -> None:
    """Unpunctuated lines are sentences, long or short."""
    lines = ("اجتمعت الحكومة اليوم", "وقررت رفع الرواتب", "ثم أعلنت موعد الجلسة المقبلة في قصر المؤتمرات")

    assert sentences("\n".join(lines)) == lines


def test_nothing_is_lost_when_there_are_only_headings() -> None:
    """A text of nothing but short lines is kept as it is."""
    assert sentences("جسر جديد") == ("جسر جديد",)


PIECES = st.sampled_from(
    [
        "قال",
        "الوزير",
        "إن",
        "5",
        "3.5",
        ".",
        "؟",
        "!",
        "..",
        "«",
        "»",
        '"',
        "د.",
        "البلاد",
        "\n",
        "،",
        ":",
        "(",
        ")",
        "U.S.",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_words_stay_and_keep_their_order_when_a_line_is_split(text: str) -> None:
    """Splitting a paragraph loses no word and moves none."""
    line = " ".join(text.split())

    assert words(" ".join(sentences(line))) == words(line)


@given(st.lists(PIECES, max_size=80).map(" ".join))
def test_no_word_is_invented_or_moved_when_lines_are_cut(text: str) -> None:
    """What is left of any text is a part of it, in its order."""
    remaining = iter(words(text))

    assert all(word in remaining for word in words(" ".join(sentences(text))))


@pytest.mark.parametrize("unit", ["قال الوزير نعم. ", "«كلمة. ", '"ا. ', "سطر:\n", "د. ", "كلمة "])
def test_every_word_is_there_when_a_text_is_huge(unit: str) -> None:
    """A hostile text of a megabyte is split like any other (a quadratic rule would hang this test)."""
    text = unit * 50_000

    assert sum(len(words(sentence)) for sentence in sentences(text)) == 50_000 * len(words(unit))
