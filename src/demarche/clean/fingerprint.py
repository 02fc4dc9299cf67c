"""Fingerprints of texts and the duplicates they show."""
