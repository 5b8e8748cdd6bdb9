"""Scoring sheets (案卷评查表): the standards that review teams score dossiers by, as data, and a dossier's sheet filled from its report."""
