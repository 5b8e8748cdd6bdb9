"""Which reading it is: pages kept from an earlier one are used again only while this stays the same."""

READER_VERSION = "11"
"""Raise when what reading yields changes: text, lines, boxes, tables, seals, recognition or the models in it. Letters, digits and dots."""
