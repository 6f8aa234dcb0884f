"""The value of patents on columns: `core.valuation` for whole books."""
