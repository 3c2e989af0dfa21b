"""The Arabic words about when editions come, beyond times and days."""

from bot.core.timetable import Hush, NothingNew, TimeToLive, Weekend
from bot.telegram.schedule_buttons import Page
from bot.telegram.texts.schedule_words import ScheduleWords


def _listed(times: tuple[str, ...]) -> str:
    return "، ".join(times)


ARABIC_SCHEDULE = ScheduleWords(
    buttons={
        Page.MORE: "⚙️ المزيد",
        Page.WEEKEND: "🛋 نهاية الأسبوع",
        Page.QUIET: "🤫 ساعات الهدوء",
        Page.RAMADAN: "🌙 رمضان",
        Page.PAUSE: "⏸ إيقاف مؤقت حتى…",
        Page.NOTHING_NEW: "📭 إن لم يوجد جديد",
        Page.LATE: "⌛ إن تأخّرت النشرة",
    },
    hints={
        Page.MORE: "كل ما هنا اختياري، ومواعيدك تبقى كما اخترتها.",
        Page.WEEKEND: "اختر أيام عطلتك، ثم مواعيدها إن شئت. بلا مواعيد لا تصلك فيها نشرة.",
        Page.QUIET: "في ساعات الهدوء لا يرنّ الهاتف: تصل النشرة في موعدها صامتة، أو تنتظر آخرها.",
        Page.RAMADAN: (
            "اختر مواعيد رمضان. بلا اختيار تبقى المواعيد المعتادة، وبعد رمضان تعود وحدها. "
            "وإن رُئي الهلال في بلدك قبل أم القرى بيوم أو بعدها فاختر ذلك."
        ),
        Page.PAUSE: "اختر متى تعود النشرة. تعود وحدها في ذلك اليوم، ومواعيدك محفوظة.",
        Page.NOTHING_NEW: "إن حلّ الموعد ولا خبر مهمًّا بعد النشرة السابقة، فماذا أفعل؟",
        Page.LATE: (
            "لا ترسل النشرة إن تأخّرت عن موعدها أكثر من… قد يحدث هذا إن انقطع الاتصال أو توقّف البوت. "
            "ما لا يُرسل من أخبارها يأتي في التي بعدها إن بقي جديدًا."
        ),
    },
    soon="النشرة القادمة: بعد لحظات",
    weekends={
        Weekend.NONE: "كسائر الأيام",
        Weekend.FRIDAY_SATURDAY: "الجمعة والسبت",
        Weekend.SATURDAY_SUNDAY: "السبت والأحد",
        Weekend.FRIDAY: "الجمعة وحدها",
    },
    weekend=lambda days, times: f"نهاية الأسبوع: {days}، " + (_listed(times) if times else "بلا نشرات"),
    no_weekend="نهاية الأسبوع: كسائر الأيام",
    ramadan=lambda times: f"في رمضان: {_listed(times)}",
    usual_ramadan="في رمضان: المواعيد المعتادة",
    ramadan_days=lambda first, last: f"رمضان: من {first} إلى {last}",
    ramadan_shifts={-1: "قبل بيوم", 0: "حسب أم القرى", 1: "بعد بيوم"},
    quiet=lambda start, end, hush: f"ساعات الهدوء: من {start} إلى {end}، {hush}",
    no_quiet="ساعات الهدوء: غير محددة",
    quiet_start=lambda at: f"من {at}",
    quiet_end=lambda at: f"إلى {at}",
    end_quiet="بلا ساعات هدوء",
    hushes={Hush.SILENT: "والنشرة تصل فيها صامتة", Hush.POSTPONED: "والنشرة تنتظر آخرها"},
    hush_buttons={Hush.SILENT: "🔕 تصل صامتة", Hush.POSTPONED: "⏳ تنتظر آخرها"},
    paused=lambda day: f"النشرة موقوفة مؤقتًا، وتعود {day}",
    not_paused="الإيقاف المؤقت: غير مفعّل",
    pauses={1: "حتى الغد", 3: "3 أيام", 7: "أسبوعًا", 14: "أسبوعين", 30: "شهرًا"},
    day_less="➖ يوم",
    day_more="➕ يوم",
    end_pause="▶️ استأنف الآن",
    nothing_new={
        NothingNew.TELL: "إن لم يوجد جديد: أقول «لا جديد مهمًّا»",
        NothingNew.SILENCE: "إن لم يوجد جديد: لا أرسل شيئًا",
    },
    nothing_new_buttons={NothingNew.TELL: "💬 قل «لا جديد مهمًّا»", NothingNew.SILENCE: "🔇 لا ترسل شيئًا"},
    late=lambda delay: f"إن تأخّرت النشرة أكثر من {delay}: لا أرسلها",
    usual_late="إن تأخّرت النشرة: الحدّ المعتاد",
    delays={
        TimeToLive.HOUR: "ساعة",
        TimeToLive.THREE_HOURS: "3 ساعات",
        TimeToLive.SIX_HOURS: "6 ساعات",
        TimeToLive.HALF_A_DAY: "12 ساعة",
        TimeToLive.DAY: "يوم",
    },
    usual_delay="الحدّ المعتاد",
)
