"""Comparing dossiers and complaints with one another (跨案卷比对)."""
