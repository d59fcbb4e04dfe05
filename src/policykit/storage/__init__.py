"""The only room of the core that opens files.

Everything that a policy names on disk is read through here, with a size limit and below a folder. What the
bytes mean is for others: `loading` reads policies, this room reads lists of terms. Nothing here is called
while a text is judged.
"""
