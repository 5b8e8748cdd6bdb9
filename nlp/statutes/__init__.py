"""The statute library: titles, versions, dates in force, articles."""
