"""Golden files: generated modules, read by people, compared as text and executed."""
