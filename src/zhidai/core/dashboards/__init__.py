"""What each party steers by: a closed list of measures, each with its figures by group."""
