"""Recognition of scanned pages: detection and recognition models, orientation, seals, ruled lines, and the page that comes of it."""
