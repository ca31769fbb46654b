"""Programs as users write them, and those that other tools get wrong."""
