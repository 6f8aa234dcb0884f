"""The demonstration city: fictional parties inside the plan's trial, made through the services."""
