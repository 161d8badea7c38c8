"""Settings and the places where they and the data lie."""
