"""Writs (文书): the catalogue of kinds, splitting a dossier into them, reading their fields."""
