"""Reader: a keyboard-driven terminal reader for news, with entities, designations and annotations."""

__version__ = "0.1.0"
