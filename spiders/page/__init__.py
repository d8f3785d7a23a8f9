"""What platforms share in reading a page: markup, labels, JSON rows, schema.org, links, walls."""
