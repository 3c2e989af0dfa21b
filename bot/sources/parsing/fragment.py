"""A piece of HTML, such as a feed's description -> its visible text. Reads no whole pages."""

import re

from lxml import etree, html

from bot.core.arabic import clean
from bot.sources.mojibake import repair
from bot.sources.parsing.visible import cut_hidden

# What lxml and the libraries on top of it raise on broken documents; none of them says more than «not readable».
UNREADABLE = (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError)
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "figcaption")
_MARKUP = re.compile("[<&]")


def text_of_fragment(fragment: str) -> str:
    """Return the text of a piece of HTML, a line for each block; entities become letters."""
    if not _MARKUP.search(fragment):
        return _lines(fragment)
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except UNREADABLE:
        return ""
    cut_hidden(tree)
    etree.strip_elements(tree, "script", "style", etree.Comment, with_tail=False)
    for block in list(tree.iter(*_BLOCKS)):
        block.text = "\n" + (block.text or "")
        block.tail = "\n" + (block.tail or "")
    return _lines(str(tree.text_content()))


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in clean(repair(text)).split("\n"))
    return "\n".join(line for line in lines if line)
