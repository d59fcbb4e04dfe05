"""What is measured of policykit: speed, accuracy, evasion and growth, each by one command.

Benchmarks read the library through its public names and the inputs from paths on the command line; no
text that other people wrote lives here. Nothing of the package imports them.
"""
