"""Reading for meaning: words, facts, citations, statutory checks, risk signals."""
