"""Whatever a model writes is judged, never the end of a digest: broken words, lone letters, marks without sense."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.faithfulness import find_problems
from tests.core.faithfulness.conftest import SENTENCES, digest_of

WORDS = [word for sentence in SENTENCES for word in sentence.split()]
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


PHRASES = st.lists(st.sampled_from([*WORDS, *BITS]), min_size=1, max_size=14)


@given(PHRASES, PHRASES)
@settings(max_examples=400)
def test_any_claim_is_judged(claimed: list[str], told: list[str]) -> None:
    """No order of words and bits of words breaks a check, in a claim or in an article."""
    sentences = (*SENTENCES, " ".join([*told, *claimed[:6]]))

    verdict = find_problems(digest_of(" ".join(claimed), sentences=sentences))

    assert all(problem.reason for problem in verdict.problems)
