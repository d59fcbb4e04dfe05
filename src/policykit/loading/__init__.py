"""How a file becomes a policy: YAML with positions, the model, layers, and all diagnostics at once.

`entry` has the ways in. From there a policy passes through `layers` (which documents there are), `yaml` with
`syntax`, `comments` and `traps` (what the file says), `schema` with `places` and `misfit` (what of it fits),
`merge` with `scope` and `adjusting` (what is in force at each layer), and the checks: `names`, `searching`,
`sense`, `law`, `tightening`, `siblings`. Each check yields diagnostics and none stops another. The result is
a `Composition`, or a `PolicyError` that holds every diagnostic; never a part of a policy.
"""
