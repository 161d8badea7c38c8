"""The user's own lists of names: read, compiled to a table on disk, and looked for in texts."""
