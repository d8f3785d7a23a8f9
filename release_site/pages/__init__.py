"""The pages of the site: one kind of page per module."""
