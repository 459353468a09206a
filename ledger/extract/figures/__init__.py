"""Which numbers state figures, of what and of whom: mentions, implicit counts, what is no fact, groups."""
