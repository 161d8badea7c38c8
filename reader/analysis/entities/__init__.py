"""Recognising entities: layers from raw spans to a document that agrees with itself."""
