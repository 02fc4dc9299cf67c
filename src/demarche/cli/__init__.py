"""The command line: one file a verb, same names as the library's verbs. Prints; the work is done by the verbs."""
