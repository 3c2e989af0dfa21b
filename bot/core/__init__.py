"""What a digest is: models, rules, ports. Pure: no I/O, no clock, no third-party library."""
