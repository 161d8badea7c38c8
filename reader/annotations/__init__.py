"""Annotations: their values, where they are anchored, and the edits that change them."""
