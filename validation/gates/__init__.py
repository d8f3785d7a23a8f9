"""Gates: what a source must bring before its rows replace the last good ones.

A file a kind of gate; thresholds in `thresholds.yml`.
"""
