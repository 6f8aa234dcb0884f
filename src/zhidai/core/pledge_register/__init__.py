"""A bureau's own list of pledge registrations, in its own layout, and what a quarter of it says."""
