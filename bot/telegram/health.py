"""How a source does, in a reader's words. Decides nothing: core/visiting.py does."""

from datetime import datetime, timedelta

from bot.core.errors import refusal_in
from bot.core.models import FetchState
from bot.core.visiting import Health, health_of
from bot.telegram.texts import Texts


def health_in_words(state: FetchState, now: datetime, texts: Texts) -> str:
    """Return a mark and what there is to say: when it was read, or since when not and why."""
    health, words = health_of(state, now), texts.sources
    told = words.health[health]
    if health in {Health.FAILING, Health.PAUSED}:
        refusal = refusal_in(state.last_error)
        why = words.why[refusal] if refusal else words.why_unknown
        told += " " + (words.failing if health is Health.FAILING else words.paused)(state.failures, why)
        if state.last_success:
            told += f" · {words.last_success(words.ago(now - state.last_success))}"
    elif health is Health.QUIET and state.last_article:
        told += " " + words.quiet_since(words.ago(now - state.last_article))
    elif state.last_success:
        told += " " + words.read_ago(words.ago(now - state.last_success))
    return told


def when_in_words(moment: datetime | None, now: datetime, texts: Texts) -> str:
    """Return how long ago something was published, or its day when that is more than a week; '' when unknown."""
    if moment is None:
        return ""
    if now - moment > timedelta(days=7):
        return texts.long_date(moment.date())
    return texts.sources.published_ago(texts.sources.ago(now - moment))
