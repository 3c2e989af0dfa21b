"""Of a page a reader gets the whole article and nothing of other stories; its facts come with it."""

from datetime import UTC, datetime

import pytest

from tests.builders import HARBOUR, MONDAY
from tests.sources.newsroom import a_page, read_page

PARAGRAPHS = HARBOUR.split("\n")
TITLE = "صحار تفتتح رصيفًا جديدًا"
OTHER = "زلزال يضرب الساحل الشرقي ولا أنباء عن خسائر"
STANDFIRST = (
    "أعلنت هيئة الموانئ أن الرصيف الجديد سيبدأ العمل هذا الأسبوع بعد عامين من البناء المتواصل في صحار."
)
ASIDES = {
    "in a line": f"<p>اقرأ أيضًا: <a href='/2'>{OTHER}</a></p>",
    "in bold": f"<p><strong>إقرأ المزيد:</strong> <a href='/2'>{OTHER}</a></p>",
    "over a list": f"<h3>مواضيع ذات صلة</h3><ul><li><a href='/2'>{OTHER}</a></li><li><a>{OTHER}</a></li></ul>",
    "in a box": f"<div><span>شاهد أيضا</span><p><a href='/2'>{OTHER}</a></p></div>",
    "a paragraph that is a link": f"<p><a href='/2'>{OTHER}</a></p>",
    "a headline that is a link": f"<h3><a href='/2'>{OTHER}</a></h3>",
    "a link around a headline": f"<a href='/2'><h3>{OTHER}</h3></a>",
    "in English": f"<p>Read more: <a href='/2'>{OTHER}</a></p>",
    "without a link": f"<p>طالع أيضًا: {OTHER}</p>",
}


def page_with(piece: str) -> str:
    return a_page(*PARAGRAPHS, title=TITLE).replace(f"{PARAGRAPHS[1]}</p>", f"{PARAGRAPHS[1]}</p>{piece}")


@pytest.mark.parametrize("aside", ASIDES.values(), ids=ASIDES.keys())
def test_the_headline_of_another_story_is_cut_when_it_stands_inside(aside: str) -> None:
    """A digest never tells of an earthquake that the article only links to."""
    content = read_page(page_with(aside))

    assert content.text == HARBOUR


@pytest.mark.parametrize(
    "paragraph",
    [
        "وقال إن على من يقرأ أيضًا بيانات السنوات السابقة أن يقارن الأرقام بعضها ببعض جيدًا.",
        'وجاء في <a href="/report">تقرير الهيئة</a> أن العمل اكتمل قبل موعده بثلاثة أشهر كاملة.',
        "وأضاف: شاهد الحاضرون أول سفينة ترسو على الرصيف عند الساعة العاشرة صباحًا.",
    ],
    ids=["the words inside", "a link inside", "a word like the mark"],
)
def test_a_paragraph_stays_when_it_only_resembles_an_aside(paragraph: str) -> None:
    """Cutting other stories never cuts this one."""
    content = read_page(page_with(f"<p>{paragraph}</p>"))

    assert paragraph.split("<")[0].strip() in content.text


@pytest.mark.parametrize("name", ["link", "tag-link", "author", "related", "sponsored", "caption"])
def test_a_sentence_stays_whole_when_some_of_its_words_are_marked(name: str) -> None:
    """«Will not be fined» never becomes «will be fined» because a style sheet knows its words."""
    sentence = (
        "وقال المدير إن السفن الأجنبية <span class='{}'><a href='/2'>لن تدفع</a></span> رسومًا في العام الأول."
    )

    content = read_page(page_with(f"<p>{sentence.format(name)}</p>"))

    assert "إن السفن الأجنبية لن تدفع رسومًا في العام الأول." in content.text


def test_a_paragraph_is_kept_when_it_stands_in_a_box_of_its_own() -> None:
    """What is said between two paragraphs of the body belongs to it, as the words under a picture do."""
    words = "يظهر في الصورة الرصيف الجديد قبل ساعات من وصول أول سفينة إليه، وخلفه رافعات نصبت هذا الشهر."

    content = read_page(page_with(f"<div class='gallery-caption'><div><p>{words}</p></div></div>"))

    before, after = content.text.split(words)
    assert before.rstrip().endswith(PARAGRAPHS[1])
    assert after.strip() == "\n".join(PARAGRAPHS[2:])


def test_a_paragraph_stays_out_when_its_box_says_that_it_is_no_news() -> None:
    """Nobody is told to subscribe by a digest."""
    words = "اشترك في نشرتنا البريدية اليومية ليصلك كل صباح أهم ما كتبه محررونا عن الموانئ والتجارة."

    content = read_page(page_with(f"<div class='newsletter-box'><p>{words}</p></div>"))

    assert content.text == HARBOUR


def test_the_links_stay_when_a_page_is_made_of_them() -> None:
    """A text in which each paragraph is a link is still a text."""
    page = a_page(*(f"<a href='/{number}'>{line}</a>" for number, line in enumerate(PARAGRAPHS)))

    assert PARAGRAPHS[2] in read_page(page).text


@pytest.mark.parametrize(
    "box",
    [
        '<div class="article__lead"><p>{}</p></div>',
        '<p class="standfirst">{}</p>',
        '<h2 class="sub-title">{}</h2>',
        '<div itemprop="description" class="summary">{}</div>',
    ],
)
def test_the_standfirst_is_kept_when_it_stands_outside_the_body(box: str) -> None:
    """The first sentence of many pages stands in a box of its own; it is the most important one."""
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    page = (
        f"<html lang='ar'><head><title>{TITLE}</title></head><body><header><h1>{TITLE}</h1></header>"
        f"<main>{box.format(STANDFIRST)}<div class='article-body'>{body}</div></main></body></html>"
    )

    text = read_page(page).text

    assert text.startswith(STANDFIRST)
    assert text.count(STANDFIRST) == 1
    assert text.endswith(HARBOUR)


def test_the_text_is_whole_when_a_page_breaks_it_into_boxes() -> None:
    """Pages put advertisements between the boxes of an article; what stands after them is read as well."""
    lines = [f"في القسم رقم {number} من التقرير: {line}" for number in range(4) for line in PARAGRAPHS]
    boxes = [lines[:10], lines[10:]]
    body = "<div class='ad'><span>إعلان</span></div>".join(
        f"<div class='grid'><div class='article__body'>{''.join(f'<p>{line}</p>' for line in box)}</div></div>"
        for box in boxes
    )
    page = f"<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{body}</main></body></html>"

    assert read_page(page).text.split("\n") == lines


def test_menu_headline_and_date_are_cut_when_the_whole_page_is_a_table() -> None:
    """Old newsrooms lay their pages out in tables; a digest never quotes their menus."""
    body = "<br><br>".join(PARAGRAPHS)
    page = (
        f"<html dir='rtl'><head><title>{TITLE} | الساحل</title></head><body><table><tr><td><a>الرئيسية</a></td>"
        f"<td><h1>{TITLE}</h1><div>الأحد 22 نوفمبر 2026 - 10:15 ص</div><div>{body}</div></td></tr></table>"
    )

    content = read_page(page)

    assert content.text == HARBOUR


def test_another_article_stays_out_when_a_page_goes_on_with_it() -> None:
    """Pages without end put the next article below; it has boxes like the first one's, and a headline of its own."""
    second = "".join(
        f"<p>ضرب زلزال الساحل الشرقي فجر اليوم وشعر به سكان المدن الكبيرة {n}.</p>" for n in range(3)
    )
    first = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    page = (
        f"<html><head><title>{TITLE}</title></head><body>"
        f"<article><h1>{TITLE}</h1><div class='body'>{first}</div></article>"
        f"<article><h1>{OTHER}</h1><div class='body'>{second}</div></article></body></html>"
    )

    assert "زلزال" not in read_page(page).text


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        ('<meta property="article:published_time" content="2026-11-20T08:00:00+03:00">', (2026, 11, 20, 5)),
        (
            '<script type="application/ld+json">{"datePublished":"2026-11-20T08:00:00Z"}</script>',
            (2026, 11, 20, 8),
        ),
        ('<meta itemprop="datePublished" content="20-11-2026 08:00">', (2026, 11, 20, 5)),
        ('<meta property="article:published_time" content="2027-03-01T08:00:00Z">', None),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', None),
        ("", None),
    ],
    ids=["meta", "facts", "day first", "future", "1970", "none"],
)
def test_the_date_is_told_when_a_page_declares_one(head: str, moment: tuple[int, ...] | None) -> None:
    """The hour is kept, and a date that cannot be true is none."""
    found = read_page(a_page(*PARAGRAPHS, head=head)).published_at

    assert found == (datetime(*moment, tzinfo=UTC) if moment else None)  # type: ignore[misc,arg-type] # numbers only


@pytest.mark.parametrize(
    "line", ["الجمعة 20 تشرين الثاني 2026 - 8:00 ص", "نشر في: ٢٠ نوفمبر ٢٠٢٦ الساعة 08:00"]
)
def test_the_date_is_told_when_only_a_reader_sees_it(line: str) -> None:
    """Many Arabic pages declare no date to machines, and write one below the headline."""
    page = a_page(*PARAGRAPHS, title=TITLE).replace("</h1>", f"</h1><div><span>{line}</span></div>")

    assert read_page(page).published_at == datetime(2026, 11, 20, 5, tzinfo=UTC)


def test_the_date_is_told_when_only_the_address_has_it() -> None:
    """Some addresses hold the day, and nothing else does."""
    url = "https://news.example/2026/11/20/harbour"

    assert read_page(a_page(*PARAGRAPHS), url).published_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_no_date_is_told_when_it_lies_in_the_future() -> None:
    """What is announced for tomorrow was not published tomorrow."""
    page = a_page(*PARAGRAPHS, title=TITLE).replace("</h1>", "</h1><span>يوم 20 نوفمبر 2027</span>")

    found = read_page(page).published_at

    assert found is None or found <= MONDAY


def test_the_facts_are_told_when_a_page_has_them() -> None:
    """Picture, language, outlet and the page's own address come with the article."""
    head = (
        '<meta property="og:image" content="/pictures/quay.jpg"><meta property="og:site_name" content="صحيفة الساحل">'
        '<link rel="canonical" href="https://news.example/harbour">'
    )

    content = read_page(a_page(*PARAGRAPHS, head=head), "https://news.example/harbour?utm_source=x")

    assert content.image == "https://news.example/pictures/quay.jpg"
    assert (content.language, content.outlet) == ("ar", "صحيفة الساحل")
    assert content.url == "https://news.example/harbour"


def test_the_language_is_told_by_the_letters_when_the_page_is_wrong() -> None:
    """Templates say «en» over Arabic pages."""
    assert read_page(a_page(*PARAGRAPHS).replace('lang="ar"', 'lang="en"')).language == "ar"


@pytest.mark.parametrize("image", ["javascript:alert(1)", "data:image/png;base64,AAAA", "http://[broken"])
def test_no_picture_is_told_when_its_address_is_none(image: str) -> None:
    """A picture is a web address or nothing."""
    head = f'<meta property="og:image" content="{image}">'

    assert read_page(a_page(*PARAGRAPHS, head=head)).image == ""


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} - صحيفة الساحل",
        f"{TITLE} | الساحل",
        f"صحيفة الساحل | {TITLE}",
        f"{TITLE} :: موقع الساحل نيوز",
    ],
)
def test_the_title_stands_alone_when_there_is_no_heading(title: str) -> None:
    """The site's name is no part of a headline, on whichever side it stands."""
    head = '<meta property="og:site_name" content="صحيفة الساحل">'
    page = a_page(*PARAGRAPHS, head=head).replace(f"<h1>{TITLE}</h1>", "")
    page = page.replace(f"<title>{TITLE} - صحيفة الساحل</title>", f"<title>{title}</title>")

    assert read_page(page).title == TITLE


def test_a_page_is_mended_when_its_letters_were_spoiled() -> None:
    """A page stored in the wrong encoding is read as it was written."""
    page = a_page(*PARAGRAPHS, title=TITLE).replace("\u064b", "")
    spoiled = "".join(sign if sign.isascii() else sign.encode().decode("cp1256") for sign in page)

    content = read_page(spoiled)

    assert content.text == HARBOUR.replace("\u064b", "")


def test_a_small_form_stays_out_when_it_asks_for_an_address() -> None:
    """«Subscribe to our newsletter» is no sentence of the article."""
    form = "<form><p>اشترك في نشرتنا البريدية لتصلك الأخبار كل صباح إلى بريدك.</p><input type='email'></form>"

    assert read_page(page_with(form)).text == HARBOUR


def test_the_joint_of_persian_words_stays_when_a_page_is_persian() -> None:
    """Without the sign between their parts, Persian words run together."""
    line = "مدیر بندر گفت که این اسکله می\u200cتواند کشتی\u200cهای بزرگ را بپذیرد."
    page = a_page(*(f"{line} در بخش {number} کار ادامه می\u200cیابد و پایان ندارد." for number in range(4)))

    content = read_page(page)

    assert "می\u200cتواند کشتی\u200cهای" in content.text
    assert content.language == "fa"
