"""The runtime helpers."""
