"""Shipped policies: data with their own examples, and the little it takes to read them.

A pack is written as `<name>.yaml` beside this file and read, at run time, from its built form in `built/`:
the same values as JSON, checked strictly when they were built, so that a fresh process neither parses YAML
nor repeats the checks. `build` makes the built forms, `shipped` reads them. No rule lives in code.
"""
