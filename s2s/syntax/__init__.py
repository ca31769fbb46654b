"""Building, walking and naming: the vocabulary in which every pass is written."""
