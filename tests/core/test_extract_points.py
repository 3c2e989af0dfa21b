"""Key points tell as much of a story as they can in few sentences, and hardly anything twice."""

import math

from bot.core.extract.candidates import Candidate, candidates
from bot.core.extract.point_choice import choose_points
from bot.core.extract.weights import Profile, profiles

TITLE = "افتتاح رصيف جديد في ميناء صحار"
LEAD = "افتتح وزير النقل رصيفا جديدا في ميناء صحار بحضور عدد من التجار."
CRANES = "وتسلمت إدارة الأرصفة ثلاث رافعات عملاقة لتفريغ الحاويات الثقيلة من السفن."
CRANES_AGAIN = "وتسلمت إدارة الأرصفة رافعات عملاقة مصنوعة في كوريا لتفريغ البضائع والمعدات المستوردة."
SCHOOL = "وتدرب مدرسة بحرية في المدينة مئتي شاب على قيادة السفن الصغيرة."
FISH = "ويخشى صيادون في القرى المجاورة أن تقل أسماكهم بسبب ضجيج المحركات."


def points_of(*sentences: str, most: int) -> list[str]:
    """The sentences chosen as points beside the first one, which is the text."""
    pool: list[Candidate] = candidates(sentences, profiles(sentences, TITLE))
    return [sentences[one.index] for one in choose_points(pool, pool[:1], (1, most))]


def a_candidate(index: int, terms: dict[str, float]) -> Candidate:
    """A sentence that stands alone and holds these terms, as heavy as given."""
    length = math.sqrt(sum(weight**2 for weight in terms.values()))
    profile = Profile(words=12, importance=terms, direction={term: terms[term] / length for term in terms})
    return Candidate(
        index=index,
        shown_words=12,
        limit=48,
        profile=profile,
        continues=False,
        alone=True,
        firm=1.0,
        has_number=False,
    )


def test_fresh_sentence_is_taken_when_a_longer_one_repeats_a_point() -> None:
    """Who reads of the cranes once does not read of them again as long as there is other news."""
    found = points_of(LEAD, CRANES, CRANES_AGAIN, SCHOOL, most=2)

    assert SCHOOL in found
    assert (CRANES in found) != (CRANES_AGAIN in found)


def test_less_is_told_when_more_would_repeat() -> None:
    """A sentence with a little more news loses when a third of it is told already."""
    told = a_candidate(0, {"crane": 1.0, "harbour": 1.0})
    again = a_candidate(1, {"harbour": 0.5, "rope": 1.0, "chain": 0.8})
    fresh = a_candidate(2, {"school": 1.0, "youth": 0.7})

    assert choose_points([told, again, fresh], [told], (1, 1)) == [fresh]


def test_story_is_told_whole_when_there_is_room() -> None:
    """Everything that is news of its own becomes a point, in reading order."""
    assert points_of(LEAD, CRANES, SCHOOL, FISH, most=5) == [CRANES, SCHOOL, FISH]


def test_sentence_counts_less_when_the_text_told_it() -> None:
    """The points add to the text: they do not say it in other words."""
    again = "وحضر عدد من التجار افتتاح الرصيف الجديد في ميناء صحار مع وزير النقل."

    assert points_of(LEAD, again, SCHOOL, most=1) == [SCHOOL]
