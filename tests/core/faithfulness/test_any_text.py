"""Whatever a model writes is judged, never the end of a digest: broken words, lone letters, marks without sense."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.faithfulness import find_problems
from tests.core.faithfulness.conftest import SENTENCES, digest_of

BITS = [
    *["و", "ف", "ب", "ل", "ا", "ال", "لل", "«", "»", '"', "،", "؛", ":", "-", "...", "(", "\u200f", "\n"],
    *[
        "1",
        "٢",
        "%",
        "12:30",
        "3.14",
        "1.340",
        "من كل",
        "باسم",
        "بن",
        "عبد",
        "لن",
        "لم",
        "غير",
        "قبل",
        "إلا",
        "قد",
    ],
    *["أن", "منه", "غرة", "يوم", "أكد", "لا", "شك", "ناقص", "تحت", "الصفر", "é", "X", "😀"],
]


Bits = list[tuple[int, str]]
PUT_IN = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(BITS)), max_size=6)


def _with_bits(sentence: str, bits: Bits) -> str:
    words = sentence.split()
    for place, bit in bits:
        words.insert(place % (len(words) + 1), bit)
    return " ".join(words)


@given(st.sampled_from(SENTENCES), PUT_IN, PUT_IN)
@settings(max_examples=400)
def test_any_claim_is_judged(sentence: str, claimed: Bits, told: Bits) -> None:
    """No words or bits of words put into a claim, or into its article, break a check."""
    sentences = tuple(_with_bits(one, told) if one == sentence else one for one in SENTENCES)

    verdict = find_problems(digest_of(_with_bits(sentence, claimed), sentences=sentences))

    assert all(problem.reason for problem in verdict.problems)
