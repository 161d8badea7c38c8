"""Articles: their text and metadata, their identity, and what an analysis found in them."""
