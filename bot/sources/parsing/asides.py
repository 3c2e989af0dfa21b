"""Cuts what belongs to other stories out of a page: «اقرأ أيضا», lists of headlines, paragraphs that are a link."""

import re

from lxml.html import HtmlElement

LONGEST_HEADING = 6  # words: a heading over other stories
LONGEST_ASIDE = 40  # words: such a heading and a headline in one line
FEWEST_WORDS = 4  # of a headline
WORDS_OF_A_FORM = 60  # fewer, and it asks for an address; some pages are one large form
LINKED = 0.8  # share of a block's letters that stand in links
_MARK = re.compile(
    r"[\s\W]*(?:[اإ]قر[أا](?:وا)?\s*[/ـ]?ي?\s*(?:أيض|ايض|المزيد|كذلك|في\s*:|:)"
    r"|شاهد(?:وا)?\s*(?:أيض|ايض|كذلك|:)|طالع\s*(?:أيض|ايض|المزيد|:)|قد (?:يهم|يعجب)ك"
    r"|(?:ال)?(?:مواضيع|موضوعات|أخبار|مقالات|مواد|قصص)\s+(?:ذات|متعلق|مرتبط|مشابه)"
    r"|نرشح لك|ننصحك بقراءة|لا يفوتك|read (?:more|also|next)\b|see (?:more|also)\s*:"
    r"|related(?: stories| articles| news)?\s*(?::|$)|don[’']t miss\b|more (?:from|on)\b.{0,40}:"
    r"|(?:à )?lire aussi|you may also like|recommended(?: for you| stories)?\s*(?::|$))",
    re.IGNORECASE,
)
_BLOCKS = (
    "p",
    "div",
    "li",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "aside",
    "ul",
    "ol",
    "blockquote",
    "span",
    "strong",
)
_LISTS = ("ul", "ol", "div", "p", "section")
_PARAGRAPHS = ("p", "h2", "h3", "h4", "h5", "h6")


def cut_asides(tree: HtmlElement) -> None:
    """Cut what announces other stories; a page that is made of links keeps them."""
    for form in list(tree.iter("form")):
        if len(_text(form).split()) < WORDS_OF_A_FORM:
            form.drop_tree()
    for block in list(tree.iter(*_BLOCKS)):
        if block.getparent() is not None and _announces(block):
            _cut_with_list(block)
    paragraphs = [block for block in tree.iter(*_PARAGRAPHS) if len(_text(block).split()) >= FEWEST_WORDS]
    linked = [block for block in paragraphs if _is_link(block)]
    if _words(linked) * 2 < _words([tree]):
        for block in linked:
            block.drop_tree()


def _announces(block: HtmlElement) -> bool:
    return (
        bool(_MARK.match((block.text or "") or _opening(block)))
        and len(_text(block).split()) <= LONGEST_ASIDE
    )


def _opening(block: HtmlElement) -> str:
    """The first words of a block, without reading all that it holds."""
    for element in block.iter():
        if isinstance(element.tag, str) and (element.text or "").strip():
            return str(element.text)
    return ""


def _cut_with_list(block: HtmlElement) -> None:
    """After a mere heading go the headlines that it stands over."""
    if len(_text(block).split()) <= LONGEST_HEADING:
        following = block.getnext()
        while following is not None and following.tag in _LISTS and _is_link(following):
            following, done = following.getnext(), following
            done.drop_tree()
    block.drop_tree()


def _words(blocks: list[HtmlElement]) -> int:
    return sum(len(_text(block).split()) for block in blocks)


def _is_link(block: HtmlElement) -> bool:
    letters = len("".join(_text(block).split()))
    linked = sum(len("".join(_text(link).split())) for link in block.iter("a"))
    inside = next(block.iterancestors("a"), None) is not None
    return letters > 0 and (inside or linked >= LINKED * letters)


def _text(block: HtmlElement) -> str:
    return str(block.text_content())
