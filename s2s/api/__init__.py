"""The public functions: derivatives as callables. Each is imported from its own module."""
