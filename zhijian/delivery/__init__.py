"""Sending briefings out: one channel a file."""
