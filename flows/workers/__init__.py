"""A refresh over several machines: one coordinator, and workers that crawl one source each.

They share no disk. What a source needs and what it gives pass through storage: content as objects
(`courseatlas.objects`), named by small messages (`messages.py`). The coordinator (`coordinator.py`,
`attempts.py`, `watch.py`) gives each source to a worker (`worker.py`), and takes its results as if
the crawl had run here. What starts the workers is behind `source_runs.py`.
"""
