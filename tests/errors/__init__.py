"""Errors, word for word."""
