"""Real and random programs, differentiated as a whole.

Each module but the tests holds real programs of a field, as a practitioner writes them: see
`collection.py` for how they are listed, `checker.py` for what is checked.
"""
