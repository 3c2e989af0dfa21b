"""Says how many of a thing there are, in correct Arabic. The words themselves come from the caller."""

from dataclasses import dataclass
from enum import StrEnum


class PluralForm(StrEnum):
    """The six plural forms of Arabic (Unicode CLDR plural rules)."""

    ZERO = "zero"
    ONE = "one"
    TWO = "two"
    FEW = "few"
    MANY = "many"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class NounForms:
    """A counted noun: `one`, `two` and `zero` are whole phrases («خبر واحد»), the rest follow the number."""

    one: str
    two: str
    few: str
    many: str
    other: str
    zero: str = ""


def plural_form(n: int) -> PluralForm:
    """The plural form that Arabic uses for this whole number."""
    if n in (0, 1, 2):
        return (PluralForm.ZERO, PluralForm.ONE, PluralForm.TWO)[n]
    if 3 <= n % 100 <= 10:
        return PluralForm.FEW
    return PluralForm.MANY if n % 100 >= 11 else PluralForm.OTHER


def count_noun(n: int, forms: NounForms) -> str:
    """The number with its noun: «خبر واحد»، «خبران»، «3 أخبار»، «11 خبرًا»، «100 خبر»."""
    form = plural_form(n)
    phrases = {PluralForm.ZERO: forms.zero, PluralForm.ONE: forms.one, PluralForm.TWO: forms.two}
    if phrases.get(form):
        return phrases[form]
    nouns = {PluralForm.FEW: forms.few, PluralForm.MANY: forms.many}
    return f"{n} {nouns.get(form, forms.other)}"
