"""How articles come in: one file per kind of source. Reads only; what is new or alike is decided in core."""
