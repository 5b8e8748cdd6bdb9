"""Statutory checks on a dossier: the rule catalogue (rules/*.yml), the engine and the checks themselves."""
