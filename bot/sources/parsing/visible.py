"""What a reader can see of HTML. Instructions to machines hide in the rest. Extracts nothing."""

import re

from lxml.html import HtmlElement

_UNSEEN_ELEMENTS = (
    "//*[@hidden] | //template | //noscript | //dialog[not(@open)] | //details[not(@open)]"
    " | //*[@aria-hidden='true'] | //*[@style] | //*[@class]"
)
# What style sheets everywhere call text that is only read aloud; «hidden» and «hide» may wait for a script.
_ONLY_HEARD = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible", "d-none"}
)
_WHOLE_PAGE = frozenset({"html", "body"})  # hidden only until a script has run
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NOTHING = r"0*(\.\d+)?(px|pt)|[01](px|pt)|0+(\.0+)?(em|rem|%|vw|vh)?"
_FAR_AWAY = r"-(\d{4,}|[5-9]\d\d)(\.\d+)?(px|pt|em|rem|%|vw)?"
_PAPER = r"#f{3,4}|#f{6}(ff)?|white|rgba?\(\s*255\W+255\W+255\b.*|transparent"
_HIDING = {
    name: re.compile(value)
    for names, value in (
        ("display", r"none"),
        ("visibility", r"hidden|collapse"),
        ("opacity", r"0+%?|0*\.0\d*"),
        ("font-size", _NOTHING),
        ("left right top bottom text-indent margin-left margin-right", _FAR_AWAY),
        ("clip", r"rect\(\s*[01]\D.*"),
        ("clip-path", r"inset\((50|100)%.*|circle\(0.*"),
        ("transform", rf".*scale\(0\).*|.*translate[xy]?\((.*,\s*)?{_FAR_AWAY}\W.*"),
    )
    for name in names.split()
}
_SIZES = ("height", "width", "max-height", "max-width")


def cut_hidden(tree: HtmlElement) -> None:
    """Cut the elements that a reader cannot see out of the tree; what follows them stays."""
    for element in tree.xpath(_UNSEEN_ELEMENTS):
        if element.tag not in _WHOLE_PAGE and _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    hides_itself = element.tag in {"template", "noscript"} or "hidden" in element.attrib
    is_closed = element.tag in {"details", "dialog"} and "open" not in element.attrib
    if hides_itself or is_closed or element.get("aria-hidden") == "true":
        return True
    if not _ONLY_HEARD.isdisjoint((element.get("class") or "").split()):
        return True
    if "style" not in element.attrib:
        return False
    style = _style_of(element)
    return (
        any(_HIDING[name].fullmatch(value) for name, value in style.items() if name in _HIDING)
        or _is_squeezed(style)
        or _is_white_on_white(element, style)
    )


def _style_of(element: HtmlElement) -> dict[str, str]:
    plain = _COMMENT.sub("", element.get("style") or "").lower().replace("!important", "")
    parts = (part.partition(":") for part in plain.split(";"))
    return {name.strip(): value.strip() for name, _, value in parts}


def _is_squeezed(style: dict[str, str]) -> bool:
    clips = "hidden" in style.get("overflow", "")
    return clips and any(re.fullmatch(_NOTHING, style.get(size, "auto")) for size in _SIZES)


def _is_white_on_white(element: HtmlElement, style: dict[str, str]) -> bool:
    """White letters are read when they, or a box around them, have a colour behind them."""
    if not re.fullmatch(_PAPER, style.get("color", "")):
        return False
    return not any(_has_background(box) for box in (element, *element.iterancestors()))


def _has_background(box: HtmlElement) -> bool:
    style = _style_of(box)
    behind = style.get("background-color") or style.get("background") or box.get("bgcolor") or ""
    return bool(behind or "background-image" in style) and not re.fullmatch(_PAPER, behind.lower())
