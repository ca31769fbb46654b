"""Each operator against numbers that JAX gave: ``python -m tests.operators`` makes them again."""
