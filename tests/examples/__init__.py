"""The examples, run with small settings."""
