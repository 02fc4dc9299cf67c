"""What the library can be asked, one file a verb. ``demarche.<verb>`` is the public name of each."""
