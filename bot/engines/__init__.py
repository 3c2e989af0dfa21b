"""How digests are written: a model with checked evidence, or the article's own sentences."""
