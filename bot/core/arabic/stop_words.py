"""The function words of Arabic and English: they carry no content, so they never count as evidence."""

from bot.core.arabic.letters import matching_key

_ARABIC = """
في من على إلى عن أن إن أنه أنها أنهم إنه إنها إنهم التي الذي الذين اللذين اللذان اللتان اللواتي اللاتي
ما لا لم لن قد لقد كان كانت كانوا كانا يكون تكون يكن تكن هذا هذه ذلك تلك هؤلاء أولئك هذان هذين هاتان
هو هي هم هن هما نحن أنا أنت أو أم ثم بل لكن لكنه لكنها لكنهم حتى إذا إذ كما كل بعض غير بين بعد قبل عند
عندما حين حينما حيث خلال منذ مع ضد حول دون تحت فوق أمام خلف لدى لديه لديها أي أية أيضا فقط جدا
قال قالت يقول تقول أضاف أضافت كذلك مثل عبر نحو ضمن أما إنما ليس ليست لو لولا كي لكي بأن بأنه بأنها لأن
لأنه لأنها عليه عليها عليهم فيه فيها منه منها منهم له لها لهم به بها بهم إليه إليها إليهم عنه عنها
عنهم بينهم بينها بينهما أكثر أقل يتم تم هناك هنا الآن اليوم أمس غدا يوم العام عام سنة كأن كون لذا لذلك
بينما فيما وسط قرابة إثر عقب جراء حيال إزاء فور حال بمن إلا عشية رغم بسبب بشأن بحسب حسب وفق وفقا مما
ممن عما فيمن بما لما كلما كلا كلتا معه معها معهم سوى سوف إياه بعدما قبلما طالما بيد نفسه نفسها نفسهم
ذات ذو ذي عدم ألا أنا إننا أننا إني إنني أنني
"""

_ENGLISH = """
a an the and or but if of in on at to for from by with without as is are was were be been being it its
he she they them his her their this that these those there here who which what when where while than then
so not no nor do does did has have had will would can could may might must should i you we us our your
said says also into over under after before about against between during more most some any all both
"""


def _with_conjunctions(word: str) -> set[str]:
    return {word, "و" + word, "ف" + word}


STOP_WORDS: frozenset[str] = frozenset(
    form for word in matching_key(_ARABIC).split() for form in _with_conjunctions(word)
) | frozenset(_ENGLISH.split())
