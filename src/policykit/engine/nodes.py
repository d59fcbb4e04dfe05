"""From what a policy says to find, to atoms and the searches over them.

Equal sources become one atom, whichever rule names them. A detector is compiled once for the layer that
defines it and sees that layer's names. Evidence calls words that stand in a rule by their place, such as
`find[2]`, because the words themselves may be the secret.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from policykit.engine.plan import RulePlan
from policykit.engine.search import AnyOf, Leaf, Named, Node, Search, Several, Together, leaves
from policykit.matching.atoms import Atom, Names, PatternAtom, PhraseAtom, ValidatorAtom
from policykit.matching.external import ExternalAtom
from policykit.matching.pattern.prepared import NOTHING_PREPARED, Prepared
from policykit.matching.scanner import Trigger
from policykit.matching.validation import Validator, warm
from policykit.matching.validators import VALIDATORS
from policykit.model.composition import Composition, Layer, PlacedRule
from policykit.model.find import (
    Counted,
    Either,
    Every,
    External,
    Find,
    Pattern,
    Terms,
    TermsFile,
    Validated,
    referred,
)
from policykit.model.find import Search as Written


class Nodes:
    """The atoms of a composition, numbered as they are met, and the nodes made of them."""

    def __init__(self, composition: Composition, prepared: Prepared = NOTHING_PREPARED) -> None:
        self._prepared = prepared
        self._layers = composition.layers
        self._external = composition.external
        self._atoms: list[Atom] = []
        self._numbers: dict[Hashable, int] = {}
        self._detectors: dict[tuple[int, str], Search] = {}

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Every atom met so far, by number."""
        return tuple(self._atoms)

    def rule_search(self, placed: PlacedRule) -> Search | None:
        """The search of a rule, with what later layers clear; None where the rule has no `find`."""
        if placed.rule.find is None:
            return None
        cleared = [
            node
            for position, (layer, find) in enumerate(placed.cleared, 1)
            for node in self._find(find, layer, f"adjust[{position}].clear_if")
        ]
        return self._search(placed.rule, placed.layer, cleared)

    def wordings(self, accept: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[Node, ...]]:
        """The nodes of a disclosure's accepted wordings for each jurisdiction."""
        return {name: self.phrases(words, f"accept.{name}", "none") for name, words in accept.items()}

    def phrases(self, words: Sequence[str], name: str, names: Names) -> tuple[Node, ...]:
        """One node for all of `words`, none where there are no words."""
        return (self._phrases(words, name, names),) if words else ()

    def triggers(self, rules: Iterable[RulePlan]) -> tuple[Trigger, ...]:
        """What must stand in a text for each rule to find anything: the scanner wakes for nothing less."""
        return tuple(
            Trigger(
                rule.search.leaves,
                frozenset(leaves(rule.search.with_)) if rule.search.with_ else None,
            )
            for rule in rules
            if rule.search is not None
        )

    def _search(self, written: Written, layer: int, cleared: Iterable[Node] = ()) -> Search:
        find = self._find(written.find or (), layer, "find")
        return Search(
            find=find,
            leaves=frozenset(leaves(find)),
            with_=self._find(written.with_ or (), layer, "with"),
            without=self._find(written.without or (), layer, "without"),
            clear_if=(*self._find(written.clear_if or (), layer, "clear_if"), *cleared),
            sure_if=self._each(written.sure_if or (), layer, "sure_if"),
            doubt_if=self._each(written.doubt_if or (), layer, "doubt_if"),
            within=written.within,
            at_least=written.at_least,
            starts=written.starts,
        )

    def _find(self, find: Find, layer: int, name: str) -> tuple[Node, ...]:
        """The nodes of a list of which any counts: its plain phrases make one node together."""
        phrases = [item for item in find if isinstance(item, str) and referred(item) is None]
        others = [
            self._node(item, layer, f"{name}[{number}]")
            for number, item in enumerate(find, 1)
            if not (isinstance(item, str) and referred(item) is None)
        ]
        return (*self.phrases(phrases, name, self._names(layer)), *others)

    def _each(self, find: Find, layer: int, name: str) -> tuple[Node, ...]:
        """One node for each item, because each counts once."""
        return tuple(self._node(item, layer, f"{name}[{number}]") for number, item in enumerate(find, 1))

    def _node(self, item: object, layer: int, name: str) -> Node:
        if isinstance(item, str):
            detector = referred(item)
            if detector is None:
                return self._phrases((item,), name, self._names(layer))
            return self._named(detector, layer)
        if isinstance(item, Pattern):
            width = self._layers[layer].document.pattern_width
            key = ("pattern", item.pattern, item.validator, width)
            return self._leaf(key, name, lambda: self._pattern_atom(item, width))
        if isinstance(item, Terms):
            return self._phrases(_terms(item, self._layers[layer]), name, "all")
        if isinstance(item, Validated):
            kind = item.validator
            return self._leaf(("validator", kind), name, lambda: self._validator_atom(kind))
        if isinstance(item, External):
            handed = self._external[item.external]
            shown = f"<{handed.name}>"
            return self._leaf(("external", item.external), shown, lambda: ExternalAtom.of(handed))
        if isinstance(item, Every):
            first, *others = self._each(item.all, layer, f"{name}.all")
            return Together(first, tuple(others), name)
        if isinstance(item, Either):
            return AnyOf(self._find(item.any, layer, f"{name}.any"), name)
        assert isinstance(item, Counted)
        return Several(item.count, self._find(item.of, layer, f"{name}.of"), name)

    def _named(self, detector: str, layer: int) -> Named:
        home, definition = self._layers[layer].sees[detector]
        key = (home, detector)
        if key not in self._detectors:
            self._detectors[key] = self._search(definition, home)
        return Named(self._detectors[key], f"<{detector}>")

    def _names(self, layer: int) -> Names:
        """Which phrases of a layer are names: a shipped one knows none of anybody's."""
        return "none" if self._layers[layer].shipped else "alike"

    def _phrases(self, words: Sequence[str], name: str, names: Names) -> Leaf:
        return self._leaf(("phrases", names, *sorted(words)), name, lambda: PhraseAtom.of(words, names=names))

    def _leaf(self, key: Hashable, name: str, make: Callable[[], Atom]) -> Leaf:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._atoms)
            self._atoms.append(make())
        return Leaf(number, name)

    def _pattern_atom(self, item: Pattern, width: int) -> PatternAtom:
        validator = None if item.validator is None else _warmed(item.validator)
        return PatternAtom(self._prepared.pattern(item.pattern, width), validator)

    def _validator_atom(self, name: str) -> ValidatorAtom:
        validator = _warmed(name)
        return ValidatorAtom(validator, self._prepared.pattern(validator.shape, validator.greatest_width))


def _warmed(name: str) -> Validator:
    """The validator of that name with all that it needs loaded, so that checking never has to."""
    validator = VALIDATORS[name]
    warm(validator)
    return validator


def _terms(item: Terms, layer: Layer) -> Sequence[str]:
    return layer.terms[item.terms.file] if isinstance(item.terms, TermsFile) else item.terms
