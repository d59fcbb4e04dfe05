"""How much is still found when somebody disguises it: seeded draws of a secret under one to three folds.

The attacker wants a human reader, perhaps with a decoder at hand, to get the secret, and a checker not to.
So every character stays readable: separated means one and the same separator between all characters;
leetspeak replaces 1 to 4 letters from the common table; lookalikes, full-width and decorative letters any
number of them; 1 to 3 combining marks stand after some letters; percent and entity escapes take some or
all characters; base64 takes the whole secret and up to 20 characters round it as one run; inline markup
splits the secret where an editor could. Whatever a reader could no longer read is not drawn.

`attacks` knows nothing of the library's tables, or the test would only prove that a table equals itself.
Each draw is its own random generator, so draw 4,711 is the same whatever ran before it.
"""
