"""The layout of a text at a width: rows, runs of marks, cells, caret motions."""
