"""A bot that runs for months does not grow with the number of its threads."""

import subprocess
import sys

from bot.settings import PROJECT

MANY_THREADS = """
import ctypes, threading
from bot.cli.memory import keep_memory_small

keep_memory_small()
together = threading.Barrier(12)

def fill():
    blocks = [bytes(1000) for _ in range(2000)]
    together.wait()

threads = [threading.Thread(target=fill) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
output = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, output)
library.fflush(output)
"""


def test_threads_share_two_stores_of_memory() -> None:
    """Twelve threads at once, and the C library keeps two heaps, not one for each."""
    told = subprocess.run(
        [sys.executable, "-c", MANY_THREADS], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert 1 <= told.stdout.count("<heap nr=") <= 2


def test_library_of_models_is_loaded_only_by_who_has_one() -> None:
    """A bot without a model does not pay 30 MB for one."""
    started = "import sys, bot.cli, bot.running; sys.exit('openai' in sys.modules)"

    subprocess.run([sys.executable, "-c", started], cwd=PROJECT, check=True)
