"""The parse, as plain trees, and what is read from them: words, phrases, ways. The only room that knows spaCy (``parse``)."""
