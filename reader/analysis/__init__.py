"""What a text says of whom: language, entities, designations, and the worker that finds them."""
