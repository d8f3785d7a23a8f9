"""Curation in pandas: one step per file, their order in `pipelines.curation`."""
