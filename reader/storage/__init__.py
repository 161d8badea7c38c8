"""Files that survive: the TinyDB store, atomic writing, locks, recovery."""
