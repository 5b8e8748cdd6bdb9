"""Extractors: text in, found values out; one kind of fact a file."""
