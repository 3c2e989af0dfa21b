"""How a source does, in words for the person who runs the bot. Decides nothing: core/visiting.py does."""

from datetime import datetime, timedelta

from bot.core.errors import Refusal, refusal_in
from bot.core.models import FetchState
from bot.core.visiting import Health, health_of

WHY = {
    Refusal.UNREACHABLE: "the site cannot be reached",
    Refusal.TIMEOUT: "the site does not answer in time",
    Refusal.NOT_FOUND: "there is nothing at its address any more",
    Refusal.FORBIDDEN_ADDRESS: "its address is private",
    Refusal.TOO_LARGE: "it is larger than the bot reads",
    Refusal.NOT_TEXT: "it is no text",
    Refusal.NO_ARTICLE: "there is no article in it",
    Refusal.TOO_SHORT: "its text is too short",
    Refusal.PAYWALL: "it asks for a subscription",
    Refusal.SERVER_ERROR: "the site is out of order or refuses",
    Refusal.NOT_A_FEED: "it is no feed",
    Refusal.TOO_COMPLEX: "it takes too long or too much memory to read",
    Refusal.SCRIPT_ONLY: "it shows its text only in a browser",
    Refusal.NOT_ALLOWED: "its robots.txt does not allow it",
    Refusal.TOO_OFTEN: "the site wants to be asked less often",
    Refusal.NO_FEED: "the site has no feed",
    Refusal.NO_CHANNEL: "the channel is private, empty or gone",
    Refusal.NOT_A_LIST: "it is no list of sources",
}


def health_in_words(state: FetchState, now: datetime) -> str:
    """Return how a source does: since when, how often it failed, and why."""
    health = health_of(state, now)
    seen = f"last read {_age(now - state.last_success)} ago" if state.last_success else "never read"
    match health:
        case Health.NEW:
            return "new, not read yet"
        case Health.FAILING | Health.PAUSED:
            return f"{health.value} ({state.failures} in a row): {reason_in_words(state.last_error)}; {seen}"
        case Health.QUIET if state.last_article:
            return f"quiet: nothing new for {_age(now - state.last_article)}; {seen}"
    return f"{health.value}, {seen}"


def reason_in_words(reason: str) -> str:
    """Return the text of an error with what it means in front."""
    refusal = refusal_in(reason)
    return f"{WHY[refusal]} [{reason}]" if refusal else reason or "no reason is known"


def _age(age: timedelta) -> str:
    minutes = max(int(age.total_seconds() // 60), 0)
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} days"
    return f"{minutes // 60} hours" if minutes >= 120 else f"{minutes} minutes"
