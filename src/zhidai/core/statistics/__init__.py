"""What is counted and published of pledge financing: figures with metric, scope and source."""
