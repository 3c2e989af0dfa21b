"""A digest of one claim over a small article, judged."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.core.faithfulness import find_problems
from bot.core.models import Article, Digest, Evidence, KeyPoint, Problem, Story

Judge = Callable[..., tuple[Problem, ...]]

TITLE = "انفجار في مصنع للأسمدة قرب طرابلس"
SENTENCES = (
    "قتل 12 عاملا وأصيب خمسة وثلاثون آخرون في انفجار هز مصنعا للأسمدة شمال مدينة طرابلس مساء الثلاثاء.",
    "وقال وزير الصحة كمال الحاج إن تسعة من الجرحى في حالة حرجة وإنهم نقلوا إلى مستشفيات العاصمة بيروت.",
    "وأكدت المتحدثة باسم الدفاع المدني هدى منصور أن رجال الإطفاء لم يسيطروا على الحريق حتى صباح الأربعاء.",
    "وانخفضت حرارة الخزانات إلى −12٪ مما كانت عليه بعد أن رفضت الشركة المشغلة إخلاء المبنى.",
    "ووصف رئيس البلدية سمير درويش ما جرى بأنه «كارثة كان يمكن منعها بقليل من المال» داعيا إلى تحقيق مستقل.",
    "وكانت فرنسا قدمت في 14 آذار/مارس 2019 قرضا بقيمة 3 ملايين دولار لتحديث المصنع الذي شيد عام 1968.",
    "ويعمل في المصنع 400 شخص معظمهم من القرى المجاورة، ويصدر ثلث إنتاجه إلى العراق والأردن.",
    "وقال الرئيس الأمريكي دونالد ترامب إن بلاده سترسل خبراء للمساعدة في التحقيق.",
)


def digest_of(
    claim: str, *cited: int, headline: str = TITLE, sentences: tuple[str, ...] = SENTENCES
) -> Digest:
    """A digest of one claim about the article."""
    seen_at = datetime(2026, 1, 1, tzinfo=UTC)
    article = Article(id="one", source_id="s", outlet="o", title=TITLE, text="", seen_at=seen_at)
    return Digest(
        story=Story(id="story", articles=(article,)),
        headline=headline,
        text=(KeyPoint(text=claim, evidence=cited),),
        key_points=(),
        sentences=tuple(Evidence(article_id="one", text=sentence) for sentence in sentences),
        written_by="test",
    )


@pytest.fixture
def judge() -> Judge:
    """Judges one claim against the article, with or without cited sentences."""

    def judged(claim: str, *cited: int, sentences: tuple[str, ...] = SENTENCES) -> tuple[Problem, ...]:
        return find_problems(digest_of(claim, *cited, sentences=sentences)).problems

    return judged
