"""Readers: one file a format, bytes in, pages out."""
