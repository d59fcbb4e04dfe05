"""Other people's libraries, translated into policykit's words and back.

One module for each; none knows another, and each is an extra. Here is translation only: what a detector or
a decision means is said in the rooms below.
"""
