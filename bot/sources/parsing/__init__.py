"""Untrusted bytes -> content. Runs in worker processes only: what is read here can hang, or eat all memory."""
