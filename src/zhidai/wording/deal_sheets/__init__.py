"""Deal sheets in words, part by part as they stand on the page."""
