"""Reader from Python: open a library, look at it, annotate it, and let annotations go in and out."""
