"""Modules that the programs of the tests import; some define equal names differently."""
