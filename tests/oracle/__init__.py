"""What the engine is tested against: a naive specification, and worlds to run both in."""
