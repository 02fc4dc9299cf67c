"""Charts as plain data; templates draw them as SVG."""
