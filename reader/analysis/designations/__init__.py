"""Finding designations: the status a text gives to those it names, and to whom it attaches."""
