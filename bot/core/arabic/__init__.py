"""Arabic news text: clean it, split it, compare its words, find its numbers and dates, count in it.

Standard library only; knows nothing of articles or digests.
"""

from bot.core.arabic.dates import DateKind, DateMention, dates_in, find_dates, is_year
from bot.core.arabic.letters import arabic_share, clean, is_arabic, matching_key
from bot.core.arabic.numbers import Number, NumberKind, find_numbers, number_tokens, numbers_in
from bot.core.arabic.plurals import NounForms, PluralForm, count_noun, plural_form
from bot.core.arabic.sentences import paragraphs, sentences, split_line, split_title
from bot.core.arabic.spellings import one_spelling
from bot.core.arabic.stop_words import STOP_WORDS
from bot.core.arabic.synonyms import synonym_groups, tells_event, tells_grave_event
from bot.core.arabic.words import (
    clitic_forms,
    light_stem,
    root_forms,
    spelled_alike,
    spelling_skeleton,
    stems,
    without_clitics,
    words,
)

__all__ = [
    "STOP_WORDS",
    "DateKind",
    "DateMention",
    "NounForms",
    "Number",
    "NumberKind",
    "PluralForm",
    "arabic_share",
    "clean",
    "clitic_forms",
    "count_noun",
    "dates_in",
    "find_dates",
    "find_numbers",
    "is_arabic",
    "is_year",
    "light_stem",
    "matching_key",
    "number_tokens",
    "numbers_in",
    "one_spelling",
    "paragraphs",
    "plural_form",
    "root_forms",
    "sentences",
    "spelled_alike",
    "spelling_skeleton",
    "split_line",
    "split_title",
    "stems",
    "synonym_groups",
    "tells_event",
    "tells_grave_event",
    "without_clitics",
    "words",
]
