"""The sample generator: synthetic dossiers with known defects, sample complaints and news."""
