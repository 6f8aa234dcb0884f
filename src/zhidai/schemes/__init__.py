"""Shipped scheme folders, and the only code that reads scheme folders: start at `reader`."""
