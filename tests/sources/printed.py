"""Prints Arabic into a PDF as programs do: each letter drawn at its place, from the right, numbers from the left."""

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 0.5  # of the letters' size: all letters are equally wide here
RIGHT_EDGE = 550.0
MIRRORED = str.maketrans("()«»", ")(»«")
RUN = re.compile(r"[A-Za-z][A-Za-z ]*[A-Za-z]|\d+(?:[.,]\d+)*")
TWO_IN_ONE = re.compile("لا|.", re.DOTALL)  # «لا» is drawn as one


def a_pdf(*lines: tuple[str, int], shaped: bool = False, right: float = RIGHT_EDGE) -> bytes:
    """A page with these lines, each with its letters' size; an empty one leaves room.

    shaped: letters are noted in the form in which they are drawn, as old programs do.
    """
    names: dict[str, int] = {}
    drawn, height = [], 800.0
    for line, size in lines:
        height -= 1.2 * size
        drawn += [
            _draw(piece, x, height, size, names) for piece, x in _places(line, size, right, shaped=shaped)
        ]
    return _file("\n".join(drawn), names)


def _places(line: str, size: int, right: float, *, shaped: bool) -> Iterator[tuple[str, float]]:
    x = right
    for piece in _as_seen(line):
        x -= 0 if unicodedata.combining(piece[0]) else size * WIDTH
        yield _shape(piece) if shaped else piece, x


def _as_seen(line: str) -> Iterator[str]:
    """The pieces of a line from right to left, as they stand on paper."""
    end = 0
    for run in RUN.finditer(line):
        yield from (piece.translate(MIRRORED) for piece in TWO_IN_ONE.findall(line[end : run.start()]))
        yield from reversed(run.group())
        end = run.end()
    yield from (piece.translate(MIRRORED) for piece in TWO_IN_ONE.findall(line[end:]))


def _shape(piece: str) -> str:
    """The same letter as a presentation form, where there is one."""
    for code in range(0xFE80, 0xFEFD):
        if unicodedata.normalize("NFKC", chr(code)) == piece:
            return chr(code)
    return piece


def _draw(piece: str, x: float, y: float, size: int, names: dict[str, int]) -> str:
    number = names.setdefault(piece, len(names) + 1)
    return f"BT /F {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{number:04x}> Tj ET"


def _file(drawn: str, names: dict[str, int]) -> bytes:
    meaning = "\n".join(
        f"<{number:04x}> <{piece.encode('utf-16-be').hex()}>" for piece, number in names.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange {len(names)} beginbfchar\n{meaning}\nendbfchar endcmap end"
    )
    font = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/F"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    )
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        f"{font}/DW {int(1000 * WIDTH)}/FontDescriptor 8 0 R>>",
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
        "<</Type/FontDescriptor/FontName/F/Flags 4/Ascent 800/Descent -200/FontBBox[0 -200 1000 800]>>",
    )
    return _numbered(objects)


def _numbered(objects: tuple[str, ...]) -> bytes:
    raw, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{len(raw)}\n%%EOF"
    return raw + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()
