"""The Arabic words."""

from dataclasses import replace
from datetime import date, time

from bot.core.arabic import NounForms, count_noun
from bot.core.errors import Mistake, Refusal
from bot.core.models import Length, Topic
from bot.telegram.texts.ar_schedule import ARABIC_SCHEDULE
from bot.telegram.texts.ar_sources import ARABIC_SOURCES
from bot.telegram.texts.words import Texts

_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")

_STORIES = NounForms(zero="لا قصص", one="قصة واحدة", two="قصتان", few="قصص", many="قصة", other="قصة")
_OUTLETS = NounForms(zero="لا مصادر", one="مصدر واحد", two="مصدران", few="مصادر", many="مصدرًا", other="مصدر")
_OUTLETS_AFTER_PREPOSITION = replace(_OUTLETS, two="مصدرين")
_MINUTES = NounForms(
    zero="أقل من دقيقة", one="دقيقة", two="دقيقتان", few="دقائق", many="دقيقة", other="دقيقة"
)


def _long_date(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _edition_title(at: time) -> str:
    if at.hour < 4:
        return "نشرة الليل"
    if at.hour < 12:
        return "نشرة الصباح"
    return "نشرة الظهيرة" if at.hour < 17 else "نشرة المساء"


def _edition_counts(stories: int, outlets: int) -> str:
    return f"{count_noun(stories, _STORIES)} من {count_noun(outlets, _OUTLETS_AFTER_PREPOSITION)}"


def _welcome(name: str) -> str:
    return (
        f"أهلًا بك في {name} 👋\n"
        "أقرأ الأخبار وأكتب لك موجزًا قصيرًا بنقاطه الرئيسة. لا أضيف شيئًا ليس في الخبر: "
        "كل اسم ورقم وتاريخ واقتباس يُفحص مقابل المصدر، ولكل نقطة الجملة التي تثبتها.\n\n"
        "• لآخر الأخبار: /summary، أو أرسل لي رابطًا أو نصًّا أو ملفًّا.\n"
        "• لتصلك النشرة في موعدك: /subscribe\n"
        "• لقناتك: أضفني مشرفًا فيها وسأسألك هنا عن مواعيد النشر."
    )


ARABIC = Texts(
    command_descriptions={
        "summary": "موجز آخر الأخبار، أو موجز رابط أو نص",
        "subscribe": "اشترك واختر مواعيد نشرتك",
        "settings": "المواعيد والمنطقة الزمنية وطول الموجز والقنوات",
        "sources": "المصادر التي أقرؤها وحالها، وإضافة مصدر",
        "unsubscribe": "أوقف النشرة",
        "help": "كيف أستعمل البوت",
        "start": "البداية",
    },
    about=(
        "موجز يقرأ الأخبار ويكتب لك نشرة قصيرة بالعربية في موعدك. "
        "لا يضيف ما ليس في الخبر: لكل نقطة الجملة التي تثبتها من المصدر."
    ),
    short_about="موجز أخبار عربية لا يختلق: لكل نقطة شاهدها من الخبر.",
    welcome=_welcome,
    welcome_back="أهلًا بعودتك. استأنفتُ نشرتك بالمواعيد التي اخترتها من قبل؛ غيّرها من /settings.",
    sample_title="مثال على موجز:",
    help=(
        "ماذا أفعل؟\n"
        "• موجز آخر الأخبار: /summary وحدها.\n"
        "• موجز رابط أو نص: /summary ثم الرابط أو النص. وفي المحادثة الخاصة يكفي أن ترسله وحده، أو ترسل ملفًّا.\n"
        "• موجز أي رسالة فيها نص أو رابط أو ملف: اكتب /summary ردًّا عليها.\n"
        "• نشرة في موعدك: /subscribe ثم وقت، مثل: /subscribe 07:30\n"
        "• المواعيد والمنطقة الزمنية وطول الموجز: /settings، والإيقاف: /unsubscribe\n"
        "• المصادر وحالها: /sources، ولإضافة مصدر: /sources ثم رابطه أو @ ثم اسم قناة عامة. "
        "أو حوّل إليّ منشورًا من القناة، أو أرسل ملف OPML.\n\n"
        "الملفات التي أقرؤها: .pdf و.docx و.txt و.md و.html حتى 20 ميغابايت.\n"
        "للقنوات: أضفني مشرفًا مع إذن النشر، وسأسألك هنا عن المواعيد."
    ),
    unknown_input="أرسل لي رابط خبر أو نصّه أو ملفًّا وسأوجزه لك، أو اكتب /summary لآخر الأخبار، و/help لمعرفة المزيد.",
    working="⏳ أقرأ وأكتب الموجز…",
    try_again="🔄 أعد المحاولة",
    failed=lambda reason: f"تعذّر إعداد الموجز: {reason}",
    mistakes={
        Mistake.NOTHING_TO_DIGEST: "لم أجد في رسالتك رابطًا أو نصًّا أوجزه. أرسل نص الخبر أو رابطه أو ملفًّا نصيًّا.",
        Mistake.NO_EDITION_YET: "لا أخبار لديّ بعد. أرسل لي رابط خبر أو نصّه وسأوجزه الآن، أو جرّب بعد دقائق.",
        Mistake.NOT_SUBSCRIBED: "لا اشتراك في هذه المحادثة. ابدأ واحدًا بالأمر /subscribe.",
        Mistake.NOT_ADMIN: "هذا الإعداد لمشرفي القناة أو المجموعة فقط. اطلبه من أحدهم.",
        Mistake.TOO_MANY_TIMES: "بلغتَ أكبر عدد من المواعيد (12). احذف موعدًا بالضغط عليه أولًا.",
        Mistake.BAD_TIME: "لم أفهم الوقت. اكتبه هكذا: 07:30 أو 21:05",
        Mistake.BAD_ZONE: "لا أعرف هذه المنطقة الزمنية. اختر واحدة من القائمة في /settings.",
        Mistake.STALE_BUTTON: "هذا الزر من رسالة قديمة. اطلب الأمر من جديد، مثل /summary أو /settings.",
        Mistake.FILE_KIND: (
            "لا أقرأ هذا النوع من الملفات. أرسل ملف .pdf أو .docx أو .txt أو .md أو .html، أو ألصق النص هنا."
        ),
        Mistake.NOT_A_LINK: "هذا ليس رابطًا. أرسل رابط موقع أو خلاصة، أو قناة تيليغرام عامة: @ ثم اسمها.",
        Mistake.TOO_MANY_SOURCES: "بلغتَ أكبر عدد من المصادر لكل قارئ. احذف مصدرًا أضفتَه من /sources ثم أضف غيره.",
        Mistake.NOT_YOUR_SOURCE: "لا يحذف المصدر إلا من أضافه.",
    },
    refusals={
        Refusal.UNREACHABLE: "لم أصل إلى الموقع. تأكد من العنوان أو ألصق نص الخبر هنا.",
        Refusal.TIMEOUT: "لم يُجب الموقع في الوقت المتاح. أعد المحاولة بعد قليل أو ألصق نص الخبر هنا.",
        Refusal.NOT_FOUND: "الصفحة غير موجودة. تأكد من الرابط.",
        Refusal.FORBIDDEN_ADDRESS: "لا أفتح هذا العنوان لأنه داخلي أو غير عام. أرسل رابطًا عامًّا لصفحة خبر.",
        Refusal.TOO_LARGE: "المحتوى أكبر مما أقرأ. أرسل نص الخبر وحده.",
        Refusal.NOT_TEXT: "هذا ليس نصًّا أستطيع قراءته. أرسل صفحة خبر أو ملفًّا نصيًّا أو ألصق النص هنا.",
        Refusal.NO_ARTICLE: "لم أجد في الصفحة نص خبر. ألصق النص هنا وسأوجزه.",
        Refusal.TOO_SHORT: "النص أقصر من أن يُوجَز. أرسل خبرًا من جملتين على الأقل.",
        Refusal.PAYWALL: "الخبر خلف اشتراك مدفوع. ألصق نصّه هنا إن كان لديك.",
        Refusal.SERVER_ERROR: "الموقع معطّل أو رفض الطلب. أعد المحاولة بعد قليل أو ألصق نص الخبر هنا.",
        Refusal.NOT_ALLOWED: "لا يسمح الموقع للبرامج بقراءة هذه الصفحة. ألصق نص الخبر هنا.",
        Refusal.TOO_OFTEN: "الموقع يطلب التمهّل. أعد المحاولة بعد قليل أو ألصق نص الخبر هنا.",
        Refusal.NOT_A_FEED: "هذا العنوان ليس خلاصة أخبار (RSS). أرسل رابط الخلاصة نفسها.",
        Refusal.TOO_COMPLEX: "تركيب هذه الصفحة أو الملف أعقد مما أستطيع قراءته. ألصق نص الخبر هنا وسأوجزه.",
        Refusal.SCRIPT_ONLY: "هذه الصفحة لا تعرض نصها إلا في المتصفح فلا أستطيع قراءتها. ألصق نص الخبر هنا وسأوجزه.",
        Refusal.NO_FEED: (
            "لا خلاصة أخبار (RSS) في هذا الموقع، فلا أستطيع متابعته. إن كان الرابط خبرًا واحدًا فأرسله وحده لأوجزه، "
            "وإن كانت للموقع قناة تيليغرام عامة فأرسل @ ثم اسمها."
        ),
        Refusal.NO_CHANNEL: (
            "لا أرى منشورات هذه القناة: قد تكون خاصة، أو لا وجود لها، أو لا منشورات نصية فيها. "
            "أتابع القنوات العامة وحدها؛ تأكد من الاسم."
        ),
        Refusal.NOT_A_LIST: "لم أجد في هذا الملف قائمة مصادر. أرسل ملف OPML كما يصدّره قارئ الأخبار.",
    },
    engine_failed="لم أستطع كتابة موجز صادق لهذا النص. أعد المحاولة أو أرسل نصًّا آخر.",
    unexpected="حدث خطأ غير متوقع عندي وسُجّل. أعد المحاولة بعد قليل.",
    storage_failed="لا أستطيع الحفظ الآن. أعد المحاولة بعد قليل؛ لم يضع شيء.",
    edition_title=_edition_title,
    latest_title="آخر الأخبار",
    nothing_new="لا جديد مهمًّا منذ نشرتك السابقة.",
    developed="🔄 جديد:",
    edition_counts=_edition_counts,
    long_date=_long_date,
    reading_time=lambda minutes: f"القراءة {count_noun(minutes, _MINUTES)}",
    key_points="النقاط الرئيسة",
    quoted="اقتباس حرفي من الخبر: لا شيء هنا من خارجه.",
    quoted_foreign="الخبر ليس بالعربية، وبلا نموذج لغوي لا أستطيع إلا اقتباسه بلغته.",
    written_by_model=lambda model: f"كتبه {model} آليًّا وفُحص كل ما فيه مقابل الخبر.",
    translated_by_model=lambda model: (
        f"كتبه {model} آليًّا عن خبر بلغة أخرى؛ فُحصت أرقامه وتواريخه وروابطه مقابل الأصل، لا معناه."
    ),
    read_original="📄 اقرأ الأصل",
    evidence_button="🔎 الشواهد",
    evidence_title="شواهد النقاط من الخبر",
    differences="كيف اختلفت المصادر",
    shorter="➖ أقصر",
    longer="➕ أطول",
    labels={
        Topic.POLITICS: "سياسة",
        Topic.CONFLICT: "صراعات",
        Topic.ECONOMY: "اقتصاد",
        Topic.SPORT: "رياضة",
        Topic.SCIENCE: "علوم",
        Topic.TECHNOLOGY: "تقنية",
        Topic.HEALTH: "صحة",
        Topic.CULTURE: "ثقافة",
        Topic.SOCIETY: "مجتمع",
        Topic.JUSTICE: "قضاء",
        Topic.WEATHER: "طقس",
    },
    panel_title=lambda title: f"موعد النشرة · {title}",
    panel_times=lambda times: "المواعيد: " + "، ".join(times),
    panel_no_times="لم تختر موعدًا بعد. اضغط على الأوقات التي تناسبك.",
    panel_zone=lambda zone, now: f"المنطقة الزمنية: {zone} (الساعة الآن {now})",
    panel_days=lambda days: f"الأيام: {days}",
    panel_length=lambda length: f"طول الموجز: {length}",
    lengths={Length.SHORT: "قصير", Length.MEDIUM: "متوسط", Length.LONG: "طويل"},
    panel_next=lambda when: f"النشرة القادمة: {when}",
    panel_hint="اضغط على وقت لإضافته أو حذفه، أو اكتب أي وقت، مثل 21:05",
    panel_hint_elsewhere="اضغط على وقت لإضافته أو حذفه، أو على «وقت آخر».",
    panel_private="محادثتك الخاصة",
    other_time="🕐 وقت آخر",
    ask_time="اكتب الوقت الذي تريده هكذا: 21:05",
    ask_time_for=lambda title: f"اكتب الوقت الذي تريده لنشر نشرة «{title}» ردًّا على هذه الرسالة، هكذا: 21:05",
    zone_button="🌍 المنطقة الزمنية",
    days_button="📅 الأيام",
    back="↩️ رجوع",
    leave="🔕 أوقف النشرة",
    left="أوقفتُ النشرة. تعود متى شئت بالأمر /subscribe.",
    time_added=lambda at: f"أُضيف الموعد {at}.",
    every_day="كل يوم",
    weekdays=_WEEKDAYS,
    zones=(
        ("Asia/Riyadh", "الرياض"),
        ("Africa/Cairo", "القاهرة"),
        ("Asia/Dubai", "دبي"),
        ("Asia/Baghdad", "بغداد"),
        ("Asia/Kuwait", "الكويت"),
        ("Asia/Qatar", "الدوحة"),
        ("Asia/Bahrain", "المنامة"),
        ("Asia/Muscat", "مسقط"),
        ("Asia/Aden", "صنعاء"),
        ("Asia/Amman", "عمّان"),
        ("Asia/Damascus", "دمشق"),
        ("Asia/Beirut", "بيروت"),
        ("Asia/Hebron", "القدس"),
        ("Africa/Khartoum", "الخرطوم"),
        ("Africa/Tripoli", "طرابلس"),
        ("Africa/Tunis", "تونس"),
        ("Africa/Algiers", "الجزائر"),
        ("Africa/Casablanca", "الرباط"),
        ("Africa/Nouakchott", "نواكشوط"),
        ("Africa/Mogadishu", "مقديشو"),
        ("Africa/Djibouti", "جيبوتي"),
        ("Indian/Comoro", "موروني"),
        ("Europe/Istanbul", "إسطنبول"),
        ("Europe/Berlin", "برلين"),
        ("Europe/Paris", "باريس"),
        ("Europe/London", "لندن"),
        ("America/New_York", "نيويورك"),
        ("UTC", "التوقيت العالمي"),
    ),
    channel_added=lambda title: f"صرتُ مشرفًا في قناة «{title}». متى تُنشر نشرتها؟ اختر المواعيد هنا.",
    channel_needs_posting=lambda title: (
        f"أُضفتُ إلى قناة «{title}» بلا إذن النشر. فعّل لي «نشر الرسائل» في صلاحيات المشرف."
    ),
    chat_lost=lambda title: (
        f"لم أعد أستطيع الإرسال إلى «{title}»، فأوقفتُ نشرته وحفظتُ إعداداتها. "
        "أعدني إليه مع إذن الإرسال لتعود؛ وفي المجموعات اكتب فيها /start بعد ذلك."
    ),
    group_added="أهلًا. اكتبوا /summary ردًّا على أي رابط أو نص لأوجزه، و/subscribe لنشرة المجموعة.",
    channels_title="مواعيد النشر التي تديرها:",
    schedule=ARABIC_SCHEDULE,
    sources=ARABIC_SOURCES,
)
