"""Figures of `core.dashboards` over columns, held to it by tests."""
