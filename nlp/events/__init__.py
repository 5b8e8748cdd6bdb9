"""Events (事件): which texts of the public tell of the same happening."""
