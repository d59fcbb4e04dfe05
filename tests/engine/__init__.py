"""Tests of the engine, module by module, and of the promises that concern all of it."""
