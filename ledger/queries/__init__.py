"""Named queries: one .sql file each, with its title and parameters in comments."""
