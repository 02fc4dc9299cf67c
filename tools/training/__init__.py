"""Learns the weight tables of the extractor from the evaluation documents; run by ``tools/train.py``."""
