"""How work is handed out over many processes: jobs of Procrastinate in the same PostgreSQL as all the rest.

tables.py       the engine's own tables, brought up to date at start
work_queue.py   PostgresQueue: puts work in
worker.py       Worker: takes work out, and takes over what a dead worker left
"""
