"""The laws of a decision, each a property of the real engine, each with a mutant that it kills."""
