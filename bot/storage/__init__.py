"""How things are kept: SQLAlchemy Core on SQLite (default) or PostgreSQL (by URL). Decides nothing."""
