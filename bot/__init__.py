"""Mujaz: digests of Arabic news that cannot invent."""
