"""Who supplies the characters of a PDF."""

from typing import Literal

Engine = Literal["pdfium", "pdfplumber"]
"""pdfium, or pdfplumber's own pdfminer, which is many times slower."""
