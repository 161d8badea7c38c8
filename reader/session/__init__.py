"""What a reader is doing: the open article, caret, selection, undo and the command table."""
