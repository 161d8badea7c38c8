"""The first screen, before anything else is imported."""
