"""A report from a capital is a report from its country: «في عمّان» supports «الأردن» and «أردني».

The other way only where the capital acts for its state: «رفضت موسكو» is «رفضت روسيا», «في موسكو» is not «في روسيا».

One line a country, its capital after it. A table.
"""

from functools import lru_cache

from bot.core.arabic import matching_key, one_spelling, spelled_alike, without_clitics

_CAPITALS = """
الأردن عمان|العراق بغداد|سوريا دمشق|لبنان بيروت|مصر القاهرة|ليبيا طرابلس|تونس تونس|الجزائر الجزائر|المغرب الرباط
السودان الخرطوم|موريتانيا نواكشوط|الصومال مقديشو|اليمن صنعاء|السعودية الرياض|قطر الدوحة|البحرين المنامة|عمان مسقط
الإمارات أبوظبي|الكويت الكويت|إيران طهران|تركيا أنقرة|أفغانستان كابول|الهند نيودلهي|الصين بكين|اليابان طوكيو
روسيا موسكو|أوكرانيا كييف|بيلاروسيا مينسك|بولندا وارسو|ألمانيا برلين|فرنسا باريس|بريطانيا لندن
إيطاليا روما|إسبانيا مدريد|إنجلترا لندن|إنجليز لندن|إنكليز لندن
البرتغال لشبونة|هولندا أمستردام|بلجيكا بروكسل|سويسرا برن|النمسا فيينا|السويد ستوكهولم|النرويج أوسلو|الدنمارك كوبنهاغن
فنلندا هلسنكي|اليونان أثينا|المجر بودابست|رومانيا بوخارست|بلغاريا صوفيا|صربيا بلغراد|كرواتيا زغرب|التشيك براغ
أيرلندا دبلن|أمريكا واشنطن|كندا أوتاوا|المكسيك مكسيكو|كوبا هافانا|فنزويلا كراكاس|كولومبيا بوغوتا|بيرو ليما
الأرجنتين أيرس|البرازيل برازيليا|تشيلي سانتياغو|كينيا نيروبي|إثيوبيا أبابا|نيجيريا أبوجا|غانا أكرا|السنغال داكار
أوغندا كمبالا|رواندا كيغالي|تشاد نجامينا|مالي باماكو|النيجر نيامي|إندونيسيا جاكرتا|ماليزيا كوالالمبور|تايلاند بانكوك
فيتنام هانوي|الفلبين مانيلا|باكستان آباد|بنغلاديش دكا|كوريا سيول|أستراليا كانبيرا|قبرص نيقوسيا|جورجيا تبليسي
أرمينيا يريفان|أذربيجان باكو|كازاخستان أستانا
"""
_OF_TWO_WORDS = {
    " ".join(spelled_alike(name)): "".join(spelled_alike(capital))
    for name, capital in (
        ("الولايات المتحدة", "واشنطن"),
        ("المملكة المتحدة", "لندن"),
        ("كوريا الشمالية", "بيونغيانغ"),
        ("الكوري الشمالي", "بيونغيانغ"),
        ("كوريا الجنوبية", "سيول"),
    )
}
_SHORTEST = 3
_NISBA = ("يه", "يين", "يون", "يتين", "يان", "ي", "ه", "ين", "ون", "")  # «مصرية»; of «سوريا», «سورية»


def capital_stands_for(word: str, flat: str) -> bool:
    """Whether a text (words between spaces) names the capital of the country or nationality that this word names."""
    capital = _capital(word)
    return bool(capital) and any(f" {clitic}{capital} " in flat for clitic in ("", "و", "ب", "ل"))


def state_is_told(capital: str, flat: str) -> bool:
    """Whether a text names the state, or the people, of which this word is the capital."""
    return any(form in _told_capitals(flat) for form in without_clitics(one_spelling(capital)))


@lru_cache(64)
def _told_capitals(flat: str) -> frozenset[str]:
    """The capitals of the states that a text names or whose people it names."""
    of_two_words = (capital for name, capital in _OF_TWO_WORDS.items() if f" {name} " in flat)
    return frozenset(filter(None, (*map(_capital, flat.split()), *of_two_words)))


@lru_cache(65_536)
def _capital(word: str) -> str:
    forms = without_clitics(word)
    return next((capital for form in forms if (capital := _capital_of_form(form))), "")


def _capital_of_form(form: str) -> str:
    stems = (form.removesuffix(ending) for ending in _NISBA if form.endswith(ending))
    return next((_BY_STEM[stem] for stem in stems if stem in _BY_STEM), "")


def is_one_state(one: str, other: str) -> bool:
    """Whether two words name one state or its people: «إنجلترا» and «الإنجليزي»."""
    return bool(_capital(one)) and _capital(one) == _capital(other)


def _stems(country: str) -> set[str]:
    bare = country.removeprefix("ال")
    short = {bare[:-1]} if bare[-1] in "اه" and len(bare) > _SHORTEST else set()
    return {country, bare} | short


def _by_stem() -> dict[str, str]:
    pairs = (pair.split() for line in matching_key(_CAPITALS).strip().split("\n") for pair in line.split("|"))
    return {
        stem: one_spelling(capital) for country, capital in pairs for stem in _stems(one_spelling(country))
    }


_BY_STEM = _by_stem()
