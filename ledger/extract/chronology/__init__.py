"""When: time expressions, the dates of a story, the period of a figure."""
