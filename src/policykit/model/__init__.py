"""What a person writes: the policy document and its parts.

Pydantic models, frozen, unknown keys refused, scalars taken as they are. They know nothing of files, of
texts or of how a policy is run; the JSON Schema of the policy file is generated from them. Import each
name from the module that defines it.
"""
