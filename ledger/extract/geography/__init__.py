"""Where: places named in a text, the place of a story, the place of a figure."""
