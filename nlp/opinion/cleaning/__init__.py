"""Cleaning of texts from the web and from hotlines: what is no part of what somebody said is blanked, offsets kept."""
