"""Bytes to text: readers, page layout, splitting a dossier (案卷) into its writs (文书), the vault of originals."""
