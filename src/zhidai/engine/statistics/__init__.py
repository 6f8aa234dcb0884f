"""The counting of `core.statistics` on columns, held to it by tests."""
