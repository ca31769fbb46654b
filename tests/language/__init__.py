"""The language that s2s accepts: one file per theme, one small function per row."""
