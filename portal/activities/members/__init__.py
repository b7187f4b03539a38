"""Who belongs to a union, in which branch, and the titles they earned."""
