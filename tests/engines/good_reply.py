"""A story of one article, and what a model that does its work well replies to it."""

from typing import Any

from tests.builders import a_story

STORY = a_story()
GOOD: dict[str, Any] = {
    "sufficient": True,
    "headline": "صحار تفتتح رصيفًا لسفن الحاويات بطول 400 متر",
    "digest": [
        {"text": "افتتحت هيئة الموانئ في صحار رصيفًا جديدًا بطول 400 متر لسفن الحاويات.", "evidence": [1]},
        {"text": "وقال مدير الميناء سالم الكندي إن الرصيف كلّف 12 مليون ريال.", "evidence": [2]},
    ],
    "key_points": [
        {"text": "سيستقبل الميناء نحو 300 سفينة إضافية كل عام.", "evidence": [3]},
        {"text": "رحب اتحاد المصدّرين بالخطوة.", "evidence": [4]},
        {"text": "يعمل في الميناء أكثر من ألف موظف.", "evidence": [5]},
    ],
}
