"""How long a digest is: for each length a reader can ask for, its sentences, words and key points."""

from dataclasses import dataclass

from bot.core.models import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """From how many to how many, both included; `words` are those of all sentences of the text together."""

    sentences: tuple[int, int]
    words: tuple[int, int]
    points: tuple[int, int]


FORMS = {
    Length.SHORT: Form(sentences=(1, 2), words=(20, 45), points=(2, 3)),
    Length.MEDIUM: Form(sentences=(2, 3), words=(40, 75), points=(3, 5)),
    Length.LONG: Form(sentences=(3, 6), words=(75, 140), points=(4, 7)),
}
