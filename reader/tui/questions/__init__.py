"""What is laid over a screen to ask for something: one module a question."""
