"""How much is found and how often in vain, side by side with two other tools on the same items.

`python -m benchmarks.accuracy --labelled DIR --posts FILE --rivals-python PATH` reads other projects' own
test cases (`corpora`), lets every tool answer in a process of its own (`protocol`; `ours`,
`rival_presidio`, `rival_detect_secrets`), asks policykit once more what it set aside on purpose (`cleared`),
says which answers count for which kind of information (`kinds`), counts (`score`) and writes the tables
(`tables`). A kind is compared where both tools claim it.

The items are other people's text: they stay where they are. The committed page holds counts, ids and
reasons; a disagreement is written out in full only to the file that `--disagreements` names.
"""
