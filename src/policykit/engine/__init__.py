"""How matches become a decision: compile, evaluate, resolve, report; redact, explain, ladder, response.

A text takes one way through it: `policy.Policy.evaluate`, `reading`, `search`, `resolve`, `report`. A policy
takes the other: `compile`, `nodes`, `plan`. Values are attrs, frozen; nothing here opens a file, reads a
clock or knows how a decision is shown. Import each name from the module that defines it.
"""
