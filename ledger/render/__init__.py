"""Values → strings: one-line forms, tables, JSON, CSV, diff prose, marked passages. No input, no output, no rules."""
