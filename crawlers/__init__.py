"""The outside world: Scrapy spiders, driven by one YAML file a source."""
