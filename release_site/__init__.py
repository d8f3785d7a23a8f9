"""The site of a release: static pages to look around it, with a search and pictures.

`build` lists the steps. `contents` is the release as the pages read it, `pages/` has one kind of
page per module, `charts/` one picture per module, and `addresses` says where each page is.
"""
