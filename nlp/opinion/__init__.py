"""Risk signals in news and complaints: who in enforcement is said to have done what wrong, where."""
