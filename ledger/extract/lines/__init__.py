"""The text as lines: sentences, blocks, lists and tables, the furniture of scraped pages."""
