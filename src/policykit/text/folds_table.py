"""Which characters fold to which: data only, written by `tools/fold_table.py`; do not edit.

Source: Unicode 15.0 confusables (UTS #39) and full case folding (CaseFolding.txt), as carried by
ICU 72.1. Each target is followed by the code points that fold to it. `CASE` holds letters whose full
case folding one-to-one matching misses, `CONFUSABLE` letters that look like ASCII ones, `RESEMBLING` letters
that pass for ASCII ones in company, `ENCLOSED` letters and digits in a shape or with a mark round them.
`STYLED` are the characters whose NFKC is ASCII letters and digits: the first and the last of each range.
`ZEROS` are the zeros of other scripts; the nine other digits of each follow it in Unicode.
"""

from __future__ import annotations

__all__ = ["CASE", "CONFUSABLE", "ENCLOSED", "RESEMBLING", "STYLED", "ZEROS"]

CASE: dict[str, str] = {
    "a\u02be": "\u1e9a",
    "ff": "\ufb00",
    "ffi": "\ufb03",
    "ffl": "\ufb04",
    "fi": "\ufb01",
    "fl": "\ufb02",
    "h\u0331": "\u1e96",
    "i": "\u0130\u0131",
    "j\u030c": "\u01f0",
    "k": "\u212a",
    "s": "\u017f",
    "ss": "\u00df\u1e9e",
    "st": "\ufb05\ufb06",
    "t\u0308": "\u1e97",
    "w\u030a": "\u1e98",
    "y\u030a": "\u1e99",
    "\u02bcn": "\u0149",
    "\u03ac\u03b9": "\u1fb4",
    "\u03ae\u03b9": "\u1fc4",
    "\u03b1\u0342": "\u1fb6",
    "\u03b1\u0342\u03b9": "\u1fb7",
    "\u03b1\u03b9": "\u1fb3\u1fbc",
    "\u03b7\u0342": "\u1fc6",
    "\u03b7\u0342\u03b9": "\u1fc7",
    "\u03b7\u03b9": "\u1fc3\u1fcc",
    "\u03b9\u0308\u0300": "\u1fd2",
    "\u03b9\u0308\u0301": "\u0390\u1fd3",
    "\u03b9\u0308\u0342": "\u1fd7",
    "\u03b9\u0342": "\u1fd6",
    "\u03c1\u0313": "\u1fe4",
    "\u03c5\u0308\u0300": "\u1fe2",
    "\u03c5\u0308\u0301": "\u03b0\u1fe3",
    "\u03c5\u0308\u0342": "\u1fe7",
    "\u03c5\u0313": "\u1f50",
    "\u03c5\u0313\u0300": "\u1f52",
    "\u03c5\u0313\u0301": "\u1f54",
    "\u03c5\u0313\u0342": "\u1f56",
    "\u03c5\u0342": "\u1fe6",
    "\u03c9\u0342": "\u1ff6",
    "\u03c9\u0342\u03b9": "\u1ff7",
    "\u03c9\u03b9": "\u1ff3\u1ffc",
    "\u03ce\u03b9": "\u1ff4",
    "\u0565\u0582": "\u0587",
    "\u0574\u0565": "\ufb14",
    "\u0574\u056b": "\ufb15",
    "\u0574\u056d": "\ufb17",
    "\u0574\u0576": "\ufb13",
    "\u057e\u0576": "\ufb16",
    "\u1f00\u03b9": "\u1f80\u1f88",
    "\u1f01\u03b9": "\u1f81\u1f89",
    "\u1f02\u03b9": "\u1f82\u1f8a",
    "\u1f03\u03b9": "\u1f83\u1f8b",
    "\u1f04\u03b9": "\u1f84\u1f8c",
    "\u1f05\u03b9": "\u1f85\u1f8d",
    "\u1f06\u03b9": "\u1f86\u1f8e",
    "\u1f07\u03b9": "\u1f87\u1f8f",
    "\u1f20\u03b9": "\u1f90\u1f98",
    "\u1f21\u03b9": "\u1f91\u1f99",
    "\u1f22\u03b9": "\u1f92\u1f9a",
    "\u1f23\u03b9": "\u1f93\u1f9b",
    "\u1f24\u03b9": "\u1f94\u1f9c",
    "\u1f25\u03b9": "\u1f95\u1f9d",
    "\u1f26\u03b9": "\u1f96\u1f9e",
    "\u1f27\u03b9": "\u1f97\u1f9f",
    "\u1f60\u03b9": "\u1fa0\u1fa8",
    "\u1f61\u03b9": "\u1fa1\u1fa9",
    "\u1f62\u03b9": "\u1fa2\u1faa",
    "\u1f63\u03b9": "\u1fa3\u1fab",
    "\u1f64\u03b9": "\u1fa4\u1fac",
    "\u1f65\u03b9": "\u1fa5\u1fad",
    "\u1f66\u03b9": "\u1fa6\u1fae",
    "\u1f67\u03b9": "\u1fa7\u1faf",
    "\u1f70\u03b9": "\u1fb2",
    "\u1f74\u03b9": "\u1fc2",
    "\u1f7c\u03b9": "\u1ff2",
}

CONFUSABLE: dict[str, str] = {
    "A": (
        "\u0391\u0410\u13aa\u15c5\ua4ee\U000102a0\U00016f40\U0001d6a8\U0001d6e2\U0001d71c\U0001d756\U0001d790"
    ),
    "B": (
        "\u0392\u0412\u13f4\u15f7\ua4d0\ua7b4\U00010282\U000102a1\U00010301\U0001d6a9\U0001d6e3"
        "\U0001d71d\U0001d757\U0001d791"
    ),
    "C": "\u03f9\u0421\u13df\u2ca4\ua4da\U000102a2\U00010302\U00010415\U0001051c\U000118f2",
    "D": "\u0189\u13a0\u15de\u15ea\ua4d3",
    "E": (
        "\u0246\u0395\u0415\u13ac\u2d39\ua4f0\U00010286\U000118a6\U000118ae\U0001d6ac\U0001d6e6"
        "\U0001d720\U0001d75a\U0001d794"
    ),
    "F": "\u0191\u03dc\u15b4\ua4dd\ua798\U00010287\U000102a5\U00010525\U000118a2\U000118c2\U0001d7ca",
    "G": "\u01e4\u050c\u13c0\u13f3\ua4d6",
    "H": (
        "\u0397\u041d\u13bb\u157c\u2c67\u2c8e\ua4e7\U000102cf\U0001d6ae\U0001d6e8\U0001d722\U0001d75c"
        "\U0001d796"
    ),
    "I": "\u0196\u0197\u0399\u0406\u04c0\u2c92\U0001d6b0\U0001d6ea\U0001d724\U0001d75e\U0001d798",
    "J": "\u0248\u037f\u0408\u13ab\u148d\ua4d9\ua7b2",
    "K": (
        "\u039a\u041a\u13e6\u16d5\u2c69\u2c94\ua4d7\ua740\U00010518\U0001d6b1\U0001d6eb\U0001d725"
        "\U0001d75f\U0001d799"
    ),
    "L": "\u13de\u14aa\u2cd0\ua4e1\U0001041b\U00010526\U000118a3\U000118b2\U00016f16",
    "M": (
        "\u039c\u03fa\u041c\u13b7\u15f0\u16d6\u2c98\ua4df\U000102b0\U00010311\U0001d6b3\U0001d6ed"
        "\U0001d727\U0001d761\U0001d79b"
    ),
    "N": "\u019d\u039d\u2c9a\ua4e0\U00010513\U0001d6b4\U0001d6ee\U0001d728\U0001d762\U0001d79c",
    "O": (
        "\u019f\u01fe\u039f\u041e\u0555\u0b20\u12d0\u2c9e\u2d54\u3007\ua4f3\ua74a\U00010292\U000102ab"
        "\U00010404\U000104c2\U00010516\U000118b5\U0001d6b6\U0001d6f0\U0001d72a\U0001d764\U0001d79e"
    ),
    "P": ("\u03a1\u0420\u13e2\u146d\u2ca2\ua4d1\U00010295\U0001d6b8\U0001d6f2\U0001d72c\U0001d766\U0001d7a0"),
    "Q": "\u2d55",
    "R": "\u01a6\u13a1\u13d2\u1587\ua4e3\U000104b4\U00016f35",
    "S": "\u0405\u054f\u13d5\u13da\ua4e2\U00010296\U00010420\U00016f3a",
    "T": (
        "\u01ae\u023e\u03a4\u0422\u13a2\u2ca6\ua4d4\U00010297\U000102b1\U00010315\U000118bc\U00016f0a"
        "\U0001d6bb\U0001d6f5\U0001d72f\U0001d769\U0001d7a3"
    ),
    "U": "\u0244\u054d\u1200\u144c\ua4f4\U000104ce\U000118b8\U00016f42",
    "V": "\u0474\u13d9\u142f\u2d38\ua4e6\ua6df\U0001051d\U000118a0\U00016f08",
    "W": "\u051c\u13b3\u13d4\ua4ea\U000118ef",
    "X": (
        "\u03a7\u0425\u16b7\u2cac\u2d5d\ua4eb\ua7b3\U00010290\U000102b4\U00010317\U00010322\U00010527"
        "\U000118ec\U0001d6be\U0001d6f8\U0001d732\U0001d76c\U0001d7a6"
    ),
    "Y": (
        "\u024e\u03a5\u03d2\u0423\u04ae\u13a9\u13bd\u2ca8\ua4ec\U000102b2\U000118a4\U00016f43"
        "\U0001d6bc\U0001d6f6\U0001d730\U0001d76a\U0001d7a4"
    ),
    "Z": (
        "\u01b5\u0224\u0396\u13c3\ua4dc\U000102f5\U000118a9\U0001d6ad\U0001d6e7\U0001d721\U0001d75b\U0001d795"
    ),
    "a": "\u0251\u03b1\u0430\u1d00\U0001d6c2\U0001d6fc\U0001d736\U0001d770\U0001d7aa",
    "b": "\u0180\u0182\u0183\u0184\u0253\u0299\u042c\u13cf\u1472\u15af",
    "c": "\u023c\u03f2\u0441\u1d04\u2ca5\uabaf\U0001043d",
    "d": "\u018c\u0256\u0257\u0501\u13e7\u146f\u1d05\ua4d2",
    "e": "\u0247\u0435\u04bd\u1d07\uab32",
    "f": "\u0192\u0584\u1d6e\u1e9b\u1e9d\ua730\ua799\uab35",
    "g": "\u018d\u01e5\u0260\u0261\u0262\u0581\u1d83",
    "h": "\u0266\u029c\u04bb\u0570\u13c2",
    "i": (
        "\u0268\u0269\u026a\u037a\u03b9\u0456\u13a5\u1d7b\u1d7c\u1fbe\u2139\ua647\uab75\U000118c3"
        "\U0001d6a4\U0001d6ca\U0001d704\U0001d73e\U0001d778\U0001d7b2"
    ),
    "j": "\u0249\u03f3\u0458\u1d0a",
    "k": "\u0199\u1d0b",
    "l": (
        "\u019a\u01c0\u026b\u026d\u029f\u04cf\u05d5\u05df\u0627\u07ca\u16c1\u2d4f\ua4f2\ufe8d\ufe8e"
        "\U0001028a\U00010309\U00010320\U00016f28\U0001e8c7\U0001ee00\U0001ee80"
    ),
    "m": "\u028d\u1d0d\U00011700",
    "n": "\u019e\u0273\u0274\u0578\u057c\u1d70",
    "o": (
        "\u01ff\u0275\u03bf\u03c3\u043e\u0585\u05e1\u0647\u06be\u06c1\u06d5\u0d20\u101d\u10ff\u1d0f"
        "\u1d11\u2c9f\ua74b\uab3d\uab3e\ufba6\ufba7\ufba8\ufba9\ufbaa\ufbab\ufbac\ufbad\ufee9\ufeea"
        "\ufeeb\ufeec\U0001042c\U000104ea\U000118c8\U000118d7\U0001d6d0\U0001d6d4\U0001d70a\U0001d70e"
        "\U0001d744\U0001d748\U0001d77e\U0001d782\U0001d7b8\U0001d7bc\U0001ee24\U0001ee64\U0001ee84"
    ),
    "p": (
        "\u01a5\u03c1\u03f1\u0440\u1d18\u1d7d\u2ca3\U0001d6d2\U0001d6e0\U0001d70c\U0001d71a\U0001d746"
        "\U0001d754\U0001d780\U0001d78e\U0001d7ba\U0001d7c8"
    ),
    "q": "\u02a0\u051b\u0563\u0566\ua7af",
    "r": "\u024d\u027c\u027d\u0280\u0433\u1d26\u1d72\u2c85\uab47\uab48\uab81",
    "s": "\u01bd\u0282\u0455\u1d74\ua731\uabaa\U00010448\U000118c1",
    "t": "\u01ad\u1d1b\u1d75",
    "u": (
        "\u028b\u03c5\u057d\u1d1c\u1d7e\ua79f\uab4e\uab52\U000104f6\U000118d8\U0001d6d6\U0001d710"
        "\U0001d74a\U0001d784\U0001d7be"
    ),
    "v": (
        "\u03bd\u0475\u05d8\u1d20\uaba9\U00011706\U000118c0\U0001d6ce\U0001d708\U0001d742\U0001d77c\U0001d7b6"
    ),
    "w": "\u026f\u0461\u051d\u0561\u1d21\ua761\uab83\U0001170a\U0001170e\U0001170f",
    "x": "\u0445\u1541\u157d",
    "y": (
        "\u01b4\u024f\u0263\u028f\u03b3\u0443\u04af\u10e7\u1d8c\u1eff\u213d\uab5a\U000118dc\U0001d6c4"
        "\U0001d6fe\U0001d738\U0001d772\U0001d7ac"
    ),
    "z": "\u01b6\u0225\u0290\u1d22\u1d76\uab93\U000118c4",
}

ENCLOSED: dict[str, str] = {
    "0": "\u24ff\U0001f100\U0001f101",
    "1": "\u1369\u19da\u2474\u2488\u24f5\u2776\u2780\u278a\U00010a40\U00010e60\U00011052\U0001f102",
    "10": "\u247d\u2491",
    "11": "\u247e\u2492",
    "12": "\u247f\u2493",
    "13": "\u2480\u2494",
    "14": "\u2481\u2495",
    "15": "\u2482\u2496",
    "16": "\u2483\u2497",
    "17": "\u2484\u2498",
    "18": "\u2485\u2499",
    "19": "\u2486\u249a",
    "2": "\u136a\u2475\u2489\u24f6\u2777\u2781\u278b\U00010a41\U00010e61\U00011053\U0001f103",
    "20": "\u2487\u249b",
    "3": "\u136b\u2476\u248a\u24f7\u2778\u2782\u278c\U00010a42\U00010e62\U00011054\U0001f104",
    "4": "\u136c\u2477\u248b\u24f8\u2779\u2783\u278d\U00010a43\U00010e63\U00011055\U0001f105",
    "5": "\u136d\u2478\u248c\u24f9\u277a\u2784\u278e\U00010e64\U00011056\U0001f106",
    "6": "\u136e\u2479\u248d\u24fa\u277b\u2785\u278f\U00010e65\U00011057\U0001f107",
    "7": "\u136f\u247a\u248e\u24fb\u277c\u2786\u2790\U00010e66\U00011058\U0001f108",
    "8": "\u1370\u247b\u248f\u24fc\u277d\u2787\u2791\U00010e67\U00011059\U0001f109",
    "9": "\u1371\u247c\u2490\u24fd\u277e\u2788\u2792\U00010e68\U0001105a\U0001f10a",
    "A": "\U0001f110\U0001f150\U0001f170",
    "B": "\U0001f111\U0001f151\U0001f171",
    "C": "\U0001f112\U0001f152\U0001f172",
    "D": "\U0001f113\U0001f153\U0001f173",
    "E": "\U0001f114\U0001f154\U0001f174",
    "F": "\U0001f115\U0001f155\U0001f175",
    "G": "\U0001f116\U0001f156\U0001f176",
    "H": "\U0001f117\U0001f157\U0001f177",
    "I": "\U0001f118\U0001f158\U0001f178",
    "J": "\U0001f119\U0001f159\U0001f179",
    "K": "\U0001f11a\U0001f15a\U0001f17a",
    "L": "\U0001f11b\U0001f15b\U0001f17b",
    "M": "\U0001f11c\U0001f15c\U0001f17c",
    "N": "\U0001f11d\U0001f15d\U0001f17d",
    "O": "\U0001f11e\U0001f15e\U0001f17e",
    "P": "\U0001f11f\U0001f15f\U0001f17f",
    "Q": "\U0001f120\U0001f160\U0001f180",
    "R": "\U0001f121\U0001f161\U0001f181",
    "S": "\U0001f122\U0001f12a\U0001f162\U0001f182",
    "T": "\U0001f123\U0001f163\U0001f183",
    "U": "\U0001f124\U0001f164\U0001f184",
    "V": "\U0001f125\U0001f165\U0001f185",
    "W": "\U0001f126\U0001f166\U0001f186",
    "X": "\U0001f127\U0001f167\U0001f187",
    "Y": "\U0001f128\U0001f168\U0001f188",
    "Z": "\U0001f129\U0001f169\U0001f189",
    "a": "\u249c",
    "b": "\u249d",
    "c": "\u249e",
    "d": "\u249f",
    "e": "\u24a0",
    "f": "\u24a1",
    "g": "\u24a2",
    "h": "\u24a3",
    "i": "\u24a4",
    "j": "\u24a5",
    "k": "\u24a6",
    "l": "\u24a7",
    "m": "\u24a8",
    "n": "\u24a9",
    "o": "\u24aa",
    "p": "\u24ab",
    "q": "\u24ac",
    "r": "\u24ad",
    "s": "\u24ae",
    "t": "\u24af",
    "u": "\u24b0",
    "v": "\u24b1",
    "w": "\u24b2",
    "x": "\u24b3",
    "y": "\u24b4",
    "z": "\u24b5",
}

RESEMBLING: dict[str, str] = {
    "A": (
        "\u0386\u039b\u0414\u04d0\u04d2\u1f08\u1f09\u1f0a\u1f0b\u1f0c\u1f0d\u1f0e\u1f0f\u1fb8\u1fb9"
        "\u1fba\u1fbb"
    ),
    "C": "\u04aa",
    "E": "\u0388\u039e\u03a3\u0400\u0401\u0404\u04d6\u1f18\u1f19\u1f1a\u1f1b\u1f1c\u1f1d\u1fc8\u1fc9",
    "H": "\u0389\u04a2\u04c7\u04c9\u1f28\u1f29\u1f2a\u1f2b\u1f2c\u1f2d\u1f2e\u1f2f\u1fca\u1fcb",
    "I": "\u038a\u03aa\u0407\u1f38\u1f39\u1f3a\u1f3b\u1f3c\u1f3d\u1f3e\u1f3f\u1fd8\u1fd9\u1fda\u1fdb",
    "K": "\u040c\u049a\u049e",
    "M": "\u04cd",
    "N": "\u040d\u0418\u0419\u04e2\u04e4",
    "O": (
        "\u038c\u038f\u0398\u03a9\u03b8\u03d1\u03f4\u0472\u04e6\u04e8\u04ea\u13be\u13eb\u1f48\u1f49"
        "\u1f4a\u1f4b\u1f4c\u1f4d\u1f68\u1f69\u1f6a\u1f6b\u1f6c\u1f6d\u1f6e\u1f6f\u1ff8\u1ff9\u1ffa"
        "\u1ffb\u2d31\u2d41\U0001d6af\U0001d6b9\U0001d6c9\U0001d6dd\U0001d6e9\U0001d6f3\U0001d703"
        "\U0001d717\U0001d723\U0001d72d\U0001d73d\U0001d751\U0001d75d\U0001d767\U0001d777\U0001d78b"
        "\U0001d797\U0001d7a1\U0001d7b1\U0001d7c5"
    ),
    "P": "\u1fec",
    "R": "\u042f",
    "T": "\u04ac",
    "U": "\u0426\u13cc",
    "V": "\u0476",
    "W": "\u0428\u0429",
    "X": "\u04b2",
    "Y": (
        "\u038e\u03ab\u03d3\u03d4\u040e\u04b0\u04ee\u04f0\u04f2\u1f59\u1f5b\u1f5d\u1f5f\u1fe8\u1fe9"
        "\u1fea\u1feb"
    ),
    "a": ("\u03ac\u04d1\u04d3\u1f00\u1f01\u1f02\u1f03\u1f04\u1f05\u1f06\u1f07\u1f70\u1f71\u1fb0\u1fb1\uab7a"),
    "b": "\u03b2\u0411\u0432\u044a\u0462\u0463\u048c\u048d\u13fc\u1473",
    "c": "\u04ab",
    "d": "\uab70",
    "e": ("\u03ad\u03b5\u0450\u0451\u0454\u04bf\u04d7\u1f10\u1f11\u1f12\u1f13\u1f14\u1f15\u1f72\u1f73\uab7c"),
    "g": "\u050d\u13fb\uab90",
    "h": "\u043d\u045b\u04a3\u04c8\u04ca\u13f2\u210f\ua695\uab8b",
    "i": "\u03af\u03ca\u0457\u1f30\u1f31\u1f32\u1f33\u1f34\u1f35\u1f36\u1f37\u1f76\u1f77\u1fd0\u1fd1",
    "j": "\uab7b",
    "k": (
        "\u03ba\u03f0\u043a\u045c\u049b\u049f\u2c95\uabb6\U0001d6cb\U0001d6de\U0001d705\U0001d718"
        "\U0001d73f\U0001d752\U0001d779\U0001d78c\U0001d7b3\U0001d7c6"
    ),
    "l": "\u0622\u0623\u0625\u0673\u2cd1\uabae\ufb35\ufb4b\ufd3c\ufd3d\ufe87\ufe88\U00010443",
    "m": "\u043c\u04ce\uab87",
    "n": (
        "\u03ae\u03b7\u043f\u0572\u1f20\u1f21\u1f22\u1f23\u1f24\u1f25\u1f26\u1f27\u1f74\u1f75"
        "\U0001d6c8\U0001d702\U0001d73c\U0001d776\U0001d7b0"
    ),
    "o": (
        "\u03cc\u0444\u0473\u04e7\u04e9\u04eb\u06c0\u06c2\u06ff\u1010\u1f40\u1f41\u1f42\u1f43\u1f44"
        "\u1f45\u1f78\u1f79\uab74\uab8e\uabbb\ufb41\ufcd9"
    ),
    "p": "\u1d29\u1fe5\uabb2",
    "r": "\u044f\u0453\u0491\u0493\uab71\uaba2",
    "t": "\u03c4\u0442\u04ad\uab72\U0001d6d5\U0001d70f\U0001d749\U0001d783\U0001d7bd",
    "u": (
        "\u03bc\u03cb\u03cd\u0438\u0439\u0446\u045d\u04e3\u04e5\u1f51\u1f53\u1f55\u1f57\u1f7a\u1f7b"
        "\u1fe0\u1fe1\uab9c"
    ),
    "v": "\u0477\ufb38",
    "w": (
        "\u03c9\u03ce\u0448\u0449\u047d\u1f60\u1f61\u1f62\u1f63\u1f64\u1f65\u1f66\u1f67\u1f7c\u1f7d\U000114c5"
    ),
    "x": "\u03c7",
    "y": "\u045e\u04b1\u04ef\u04f1\u04f3",
}

STYLED = (
    "\u00aa\u00aa\u00b2\u00b3\u00b9\u00ba\u0132\u0133\u01c7\u01cc\u01f1\u01f3\u02b0\u02b0\u02b2"
    "\u02b3\u02b7\u02b8\u02e1\u02e3\u1d2c\u1d2c\u1d2e\u1d2e\u1d30\u1d31\u1d33\u1d3a\u1d3c\u1d3c"
    "\u1d3e\u1d43\u1d47\u1d49\u1d4d\u1d4d\u1d4f\u1d50\u1d52\u1d52\u1d56\u1d58\u1d5b\u1d5b\u1d62"
    "\u1d65\u1d9c\u1d9c\u1da0\u1da0\u1dbb\u1dbb\u2070\u2071\u2074\u2079\u207f\u2089\u2090\u2093"
    "\u2095\u209c\u20a8\u20a8\u2102\u2102\u210a\u210e\u2110\u2113\u2115\u2116\u2119\u211d\u2120"
    "\u2121\u2124\u2124\u2128\u2128\u212c\u212d\u212f\u2131\u2133\u2134\u213b\u213b\u2145\u2149"
    "\u2160\u217f\u2460\u2473\u24b6\u24ea\u2c7c\u2c7d\u3250\u325f\u32b1\u32bf\u32cc\u32cf\u3371"
    "\u337a\u3380\u3381\u3383\u338b\u338e\u3394\u3396\u339a\u339c\u33a6\u33a9\u33ad\u33b0\u33b1"
    "\u33b3\u33b5\u33b7\u33bb\u33bd\u33bf\u33c3\u33c5\u33c8\u33d7\u33d9\u33dd\u33ff\u33ff\ua7f2"
    "\ua7f4\U000107a5\U000107a5\U0001d400\U0001d454\U0001d456\U0001d49c\U0001d49e\U0001d49f"
    "\U0001d4a2\U0001d4a2\U0001d4a5\U0001d4a6\U0001d4a9\U0001d4ac\U0001d4ae\U0001d4b9\U0001d4bb"
    "\U0001d4bb\U0001d4bd\U0001d4c3\U0001d4c5\U0001d505\U0001d507\U0001d50a\U0001d50d\U0001d514"
    "\U0001d516\U0001d51c\U0001d51e\U0001d539\U0001d53b\U0001d53e\U0001d540\U0001d544\U0001d546"
    "\U0001d546\U0001d54a\U0001d550\U0001d552\U0001d6a3\U0001d7ce\U0001d7ff\U0001f12b\U0001f12e"
    "\U0001f130\U0001f14f\U0001f16a\U0001f16c\U0001f190\U0001f190\U0001fbf0\U0001fbf9"
)

ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0"
    "\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0"
    "\ua900\ua9d0\ua9f0\uaa50\uabf0\U000104a0\U00010d30\U00011066\U000110f0\U00011136\U000111d0"
    "\U000112f0\U00011450\U000114d0\U00011650\U000116c0\U00011730\U000118e0\U00011950\U00011c50"
    "\U00011d50\U00011da0\U00016a60\U00016ac0\U00016b50\U0001e140\U0001e2f0\U0001e950"
)
