"""How a policy is tested: by the examples inside its own rules.

Pure functions from a compiled policy to what does not hold. A report names rules, examples and spans, never
the words of an example, so that it can stand in a public build log.
"""
