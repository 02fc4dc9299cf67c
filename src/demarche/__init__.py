"""demarche: an evidence-linked record of who accuses whom of which cyber-attack."""
