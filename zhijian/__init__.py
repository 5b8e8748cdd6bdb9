"""The application: command line, settings, the jobs (screen, read, crawl), how they run."""

__version__ = "0.1.0"
