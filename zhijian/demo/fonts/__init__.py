"""The font of the samples: one TrueType file with free licences (see NOTICE.txt beside it)."""
