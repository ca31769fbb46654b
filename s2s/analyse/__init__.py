"""Facts about a normalised function: kinds, activity, what is written. Facts live in dictionaries."""
