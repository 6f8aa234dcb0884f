"""Early warning (预警) over running loans: what is observed, by which rule."""
