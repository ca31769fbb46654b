"""One file per defect found."""
