"""One file a stage of the procedure; each function decides one rule of the catalogue."""
