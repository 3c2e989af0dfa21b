"""One bot on one SQLite file: two would ask Telegram in turns and work against each other. PostgreSQL needs no lock."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy.engine import make_url

from bot.core.errors import StorageError


@contextmanager
def alone_with(database_url: str) -> Iterator[None]:
    """Hold the lock beside a SQLite file while the block runs; it ends with the process, however that ends.

    Raises StorageError when another process holds it.
    """
    path = file_of(database_url)
    if path is None:
        yield
        return
    with _locked(path):
        yield


def file_of(database_url: str) -> Path | None:
    """Return the file of a SQLite database; none for any other."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(url.database)


def _locked(database: Path) -> TextIO:
    path = database.with_name(f"{database.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        raise StorageError(f"{path} cannot be opened: {error.strerror}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise StorageError(
            f"another mujaz is running on {database}; stop it, or give this one another DATABASE_URL"
        ) from None
    return file
