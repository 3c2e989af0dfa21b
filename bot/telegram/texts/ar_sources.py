"""The Arabic words about sources."""

from dataclasses import replace
from datetime import timedelta

from bot.core.arabic import NounForms, count_noun
from bot.core.errors import Refusal
from bot.core.models import SourceKind
from bot.core.visiting import Health
from bot.telegram.texts.source_words import SourceWords

_SOURCES = NounForms(zero="لا مصادر", one="مصدر واحد", two="مصدران", few="مصادر", many="مصدرًا", other="مصدر")
_SOURCES_AS_OBJECT = replace(_SOURCES, one="مصدرًا واحدًا", two="مصدرين")
_TRIES = NounForms(zero="محاولة", one="محاولة", two="محاولتين", few="محاولات", many="محاولة", other="محاولة")
_MINUTES = NounForms(zero="لحظات", one="دقيقة", two="دقيقتين", few="دقائق", many="دقيقة", other="دقيقة")
_HOURS = NounForms(zero="ساعة", one="ساعة", two="ساعتين", few="ساعات", many="ساعة", other="ساعة")
_DAYS = NounForms(zero="يوم", one="يوم", two="يومين", few="أيام", many="يومًا", other="يوم")


def _ago(age: timedelta) -> str:
    """After a preposition: «قبل يومين»."""
    if age >= timedelta(days=1):
        return count_noun(age.days, _DAYS)
    if age >= timedelta(hours=1):
        return count_noun(age.seconds // 3600, _HOURS)
    return count_noun(max(age, timedelta(0)).seconds // 60, _MINUTES)


ARABIC_SOURCES = SourceWords(
    title=lambda count: f"أقرأ {count_noun(count, _SOURCES_AS_OBJECT)}:",
    topics={
        "general": "أخبار عامة",
        "politics": "سياسة",
        "economy": "اقتصاد",
        "sport": "رياضة",
        "science": "علوم وتقنية",
        "culture": "ثقافة",
        "world": "العالم",
        "seeds": "نماذج",
    },
    add="➕ أضف مصدرًا",
    removable="🗑 احذف مصدرًا",
    page=lambda page, pages: f"صفحة {page} من {pages}",
    previous="⬅️ السابق",
    next="التالي ➡️",
    to_list="📚 المصادر",
    health={
        Health.NEW: "🕓 لم يُقرأ بعد",
        Health.FINE: "✅",
        Health.QUIET: "💤",
        Health.FAILING: "⚠️",
        Health.PAUSED: "⛔",
    },
    ago=_ago,
    published_ago=lambda age: f"قبل {age}",
    read_ago=lambda age: f"قُرئ قبل {age}",
    quiet_since=lambda age: f"لا جديد فيه منذ {age}",
    failing=lambda tries, why: f"تعذّرت قراءته في آخر {count_noun(tries, _TRIES)}: {why}",
    paused=lambda tries, why: f"متوقف بعد {count_noun(tries, _TRIES)}: {why}. أجرّبه مرة في اليوم",
    last_success=lambda age: f"آخر قراءة ناجحة قبل {age}",
    why={
        Refusal.UNREACHABLE: "لا أصل إلى الموقع",
        Refusal.TIMEOUT: "لا يجيب في الوقت المتاح",
        Refusal.NOT_FOUND: "الصفحة غير موجودة",
        Refusal.FORBIDDEN_ADDRESS: "العنوان داخلي أو غير عام",
        Refusal.TOO_LARGE: "محتواه أكبر مما أقرأ",
        Refusal.NOT_TEXT: "ما فيه ليس نصًّا",
        Refusal.NO_ARTICLE: "لا نص خبر فيه",
        Refusal.TOO_SHORT: "نصّه أقصر من خبر",
        Refusal.PAYWALL: "يطلب اشتراكًا",
        Refusal.SERVER_ERROR: "الموقع معطّل أو يرفض الطلب",
        Refusal.NOT_A_FEED: "ليس خلاصة أخبار",
        Refusal.TOO_COMPLEX: "تركيبه أعقد مما أقرأ",
        Refusal.SCRIPT_ONLY: "لا يظهر نصّه إلا في المتصفح",
        Refusal.NOT_ALLOWED: "لا يسمح للبرامج بالقراءة",
        Refusal.TOO_OFTEN: "يطلب التمهّل",
        Refusal.NO_FEED: "لا خلاصة أخبار فيه",
        Refusal.NO_CHANNEL: "القناة خاصة أو غير موجودة",
        Refusal.NOT_A_LIST: "ليس قائمة مصادر",
    },
    why_unknown="سبب غير متوقع سُجّل عندي",
    ask=(
        "أرسل رابط المصدر ردًّا على هذه الرسالة، وسأريك آخر ما نشر قبل أن أضيفه:\n"
        "• موقع إخباري أو خلاصة RSS\n"
        "• قناة تيليغرام عامة، رابطها أو @ ثم اسمها\n"
        "• قناة يوتيوب\n"
        "ولإضافة قائمة كاملة أرسل لي هنا ملف OPML من قارئ الأخبار الذي تستعمله."
    ),
    finding="⏳ أبحث عن مصدر أخبار خلف هذا الرابط…",
    unreadable=lambda why: f"لم أستطع قراءة هذا الرابط: {why}. تأكد منه أو جرّب بعد قليل.",
    found="وجدتُ مصدرًا:",
    kinds={
        SourceKind.FEED: "خلاصة أخبار (RSS)",
        SourceKind.CHANNEL: "قناة تيليغرام",
        SourceKind.PAGE: "صفحة",
        SourceKind.FILE: "ملف",
        SourceKind.PASTE: "نص",
    },
    latest="آخر ما نشر:",
    nothing_published="لا أخبار فيه الآن.",
    also_found="ووجدتُ أيضًا:",
    room=lambda room: f"تستطيع أن تضيف {count_noun(room, _SOURCES_AS_OBJECT)}.",
    follow="✅ تابِع",
    follow_number=lambda number: f"✅ تابِع رقم {number}",
    decline="لا",
    declined="حسنًا، لم أُضف شيئًا.",
    followed=lambda title: f"✅ أتابع الآن «{title}». أقرؤه بعد قليل، وتدخل أخباره في النشرات لكل القراء.",
    followed_already=lambda title: f"أتابع «{title}» من قبل، فلا حاجة إلى إضافته.",
    follow_channel="➕ تابِع هذه القناة",
    follow_site="➕ تابِع هذا الموقع",
    list_found=lambda every, new: (
        f"في القائمة {count_noun(every, _SOURCES)}، الجديد منها: {count_noun(new, _SOURCES)}. أأضيفها؟"
    ),
    list_known=lambda every: f"في القائمة {count_noun(every, _SOURCES)}، وأقرؤها كلها من قبل.",
    list_too_long=lambda new, room: (
        f"الجديد في القائمة: {count_noun(new, _SOURCES)}، وما يمكنك إضافته الآن: {count_noun(room, _SOURCES)}. "
        "أرسل قائمة أقصر، أو احذف ما أضفتَه من قبل في /sources."
    ),
    import_list=lambda new: f"✅ أضف {count_noun(new, _SOURCES_AS_OBJECT)}",
    imported=lambda count: (
        f"✅ أضفتُ {count_noun(count, _SOURCES_AS_OBJECT)}. أقرؤها واحدًا بعد آخر؛ تابِع حالها في /sources."
    ),
    removable_title="اضغط على المصدر الذي تريد حذفه:",
    removable_none="لم تُضف مصدرًا بعد، ولا تحذف إلا ما أضفتَه.",
    remove_question=lambda title: f"أأحذف «{title}»؟ لن أقرأه بعد الآن لأي قارئ، وتبقى أخباره السابقة.",
    remove="🗑 احذفه",
    keep="↩️ لا، أبقِه",
    removed=lambda title: f"حذفتُ «{title}».",
)
