"""The first screen: four doors, each with a figure that is worked out when it is shown."""
