"""The writs of a dossier: one function a writ, from the case to its blocks."""
