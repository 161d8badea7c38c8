"""Text as it was given: spans, paragraphs, words and offsets, with nothing but the standard library."""
