"""How many articles a second find their story with ten thousand in the window: python -m tests.bench.grouping.

Made-up news: words by Zipf's law, stories of several reports, a stream of two days. Counts processor time of one core.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from time import process_time

from bot.core.models import Article
from bot.core.stories import StoryIndex
from bot.services.place import STORY_WINDOW

IN_WINDOW, MEASURED, AT_ONCE = 10_000, 5_000, 500
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
START = datetime(2026, 11, 23, tzinfo=UTC)
DICE = random.Random(4)


def main() -> None:
    """Print the figures."""
    stream = a_stream(IN_WINDOW + MEASURED)
    index = StoryIndex()
    index.place(stream[:IN_WINDOW])
    rates = []
    for start in range(IN_WINDOW, len(stream), AT_ONCE):
        began = process_time()
        for article in stream[start : start + AT_ONCE]:
            index.forget(article.seen_at - STORY_WINDOW)
            index.place((article,))
        rates.append(AT_ONCE / (process_time() - began))
    rates.sort()
    sys.stdout.write(
        f"{len(index)} in the window; articles/s: median {rates[len(rates) // 2]:.0f},"
        f" slowest {rates[0]:.0f}, fastest {rates[-1]:.0f} of {len(rates)} times {AT_ONCE}\n"
    )


def a_stream(count: int) -> list[Article]:
    words = ["".join(DICE.choices(LETTERS, k=DICE.randint(3, 8))) for _ in range(40_000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    chosen = iter(DICE.choices(words, weights, k=count * 160))
    events: list[tuple[list[str], list[str]]] = []
    step = STORY_WINDOW / IN_WINDOW
    articles = []
    for number in range(count):
        if not events or DICE.random() < 0.6:
            events.append(([next(chosen) for _ in range(10)], [next(chosen) for _ in range(60)]))
        title, text = events[max(0, len(events) - 1 - int(DICE.expovariate(1 / 200)))]
        articles.append(
            Article(
                id=str(number),
                source_id="bench",
                outlet=f"outlet {DICE.randrange(40)}",
                title=" ".join(word if DICE.random() < 0.6 else next(chosen) for word in title),
                text=" ".join(word if DICE.random() < 0.5 else next(chosen) for word in text + text),
                seen_at=START + number * step,
                published_at=START + number * step - timedelta(minutes=3),
                url=f"https://news.example/{number}?utm_source=feed",
            )
        )
    return articles


if __name__ == "__main__":
    main()
