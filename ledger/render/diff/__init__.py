"""What changed between two sides: prose, a terminal, JSON, CSV, Markdown and a page for the browser."""
