"""Keeps a process small that runs for months: the C library gives each thread a store that it hardly ever returns."""

import ctypes

M_ARENA_MAX = -8  # its number in glibc's malloc.h
STORES = 2


def keep_memory_small() -> None:
    """Let all threads share two stores; another C library (macOS, Alpine) has no such stores."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, STORES)
