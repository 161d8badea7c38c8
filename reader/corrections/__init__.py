"""What people correct in the findings of an analysis, and how it is laid over them."""
