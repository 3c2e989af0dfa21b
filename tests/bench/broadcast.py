"""A broadcast to a hundred thousand chats in virtual time: how much of the allowed rate the Courier uses.

    python -m tests.bench.broadcast --chats 100000 --rate 30

An hour of sending takes about a minute. Ledger and bucket are those of tests/fakes.py, which take a while to answer as
the real ones do; tests/bench/delivery.py measures the real ones in real time. Prints one line of JSON.
"""

import argparse
import json

from bot.core.limits import rates_of
from tests.bench.delivery import worst_second
from tests.fakes import FakeOutbox, FakePermits
from tests.services.broadcast import Broadcast, SlowTelegram
from tests.virtual_time import run_in_virtual_time


def measure(chats: int, rate: float, latency: float, ledger_takes: float) -> dict[str, float]:
    broadcast = Broadcast(
        chats=chats,
        telegram=SlowTelegram(latency=latency),
        outbox=FakeOutbox(slow=ledger_takes),
        permits=FakePermits(rate=rates_of(rate, 0).broadcasts),
    )
    run_in_virtual_time(broadcast.run())
    times = [at for at, _ in broadcast.telegram.left]
    return {
        "chats": len({chat_id for _, chat_id in broadcast.telegram.left}),
        "messages": len(times),
        "virtual_seconds": round(times[-1] - times[0], 1),
        "share_of_rate": round((len(times) - 1) / (times[-1] - times[0]) / rate, 4),
        "worst_second": worst_second(times),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=30)
    parser.add_argument("--latency", type=float, default=0.08, help="seconds until Telegram answers")
    parser.add_argument(
        "--ledger-takes", type=float, default=0.01, help="seconds of each call to the database"
    )
    asked = parser.parse_args()
    print(json.dumps(measure(asked.chats, asked.rate, asked.latency, asked.ledger_takes)))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
