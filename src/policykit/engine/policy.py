"""A compiled policy: immutable, shareable between threads, picklable, and the one way to judge a text.

The hot path is `evaluate` on a text in which the scanner sees nothing: it returns one shared decision. All
else goes through `Reading`, `Resolution` and `report`, in that order, and nothing calls back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial

import attrs

from policykit.engine.context import Context
from policykit.engine.decision import Decision, Level
from policykit.engine.explain import Explanation, determining, dropped, idle
from policykit.engine.fields import Field, check_text
from policykit.engine.fingerprint import fingerprint
from policykit.engine.ladder import LadderAdvice
from policykit.engine.manuscript import Manuscript, compose, manuscript
from policykit.engine.plan import Plan
from policykit.engine.reading import Limits, Reading, Stop
from policykit.engine.redact import (
    MANY_RUNS,
    Redaction,
    Sighting,
    give_back,
    mask_out,
    masked_text,
    runs,
)
from policykit.engine.replace import Style, replaced, writer
from policykit.engine.report import Frame, Spans, clean_decision, label_of, report
from policykit.engine.resolve import Resolution
from policykit.engine.response import Response, schedule
from policykit.engine.search import Searcher
from policykit.engine.situation import Situation, nearest, situate
from policykit.errors import ContextError
from policykit.matching.atoms import Atom
from policykit.matching.external import ExternalAtom
from policykit.matching.scanner import Scanner
from policykit.model.composition import Composition
from policykit.model.document import PolicyDocument
from policykit.model.scales import Outcome

_REMEMBERED = 256
"""How many checked contexts a policy remembers."""


@attrs.frozen(eq=False)
class _Prepared:
    """A situation with what the hot path needs: whether a silent scan settles it, and its clean decision."""

    situation: Situation
    quiet: bool
    clean: Decision


class Policy:
    """A policy, ready to judge texts. Made by `policykit.load` and `policykit.compile`."""

    __slots__ = (
        "_atoms", "_external", "_fingerprint", "_frame", "_limits", "_plan", "_prepared", "_ready",
        "_rebuild", "_scanner", "_wakes", "composition", "ladder", "levels",
    )  # fmt: skip

    composition: Composition
    ladder: LadderAdvice
    levels: tuple[Level, ...]

    def __init__(
        self,
        composition: Composition,
        plan: Plan,
        frame: Frame,
        atoms: tuple[Atom, ...],
        scanner: Scanner,
        rebuild: Callable[[], Policy],
    ) -> None:
        self.composition = composition
        self.levels = frame.levels
        self.ladder = LadderAdvice(composition.ladder)
        self._external = tuple(atom for atom in atoms if isinstance(atom, ExternalAtom))
        self._plan = plan
        self._frame = frame
        self._atoms = atoms
        self._scanner = scanner
        self._wakes = scanner.wakes
        self._limits = Limits(composition.budget.matches, composition.budget.code_points)
        self._fingerprint = None if plan.key is None else partial(fingerprint, plan.key)
        self._rebuild = rebuild
        self._prepared: dict[Context, _Prepared] = {}
        self._ready = self._prepare(Context())

    def __repr__(self) -> str:
        stamp = self._frame.stamp
        return f"Policy(id={stamp.id!r}, version={stamp.version!r}, digest={stamp.digest[:12]!r})"

    def __reduce__(self) -> tuple[Callable[[], Policy], tuple[()]]:
        # a database of the scanner cannot travel; the composition can, and is compiled again
        for atom in self._external:
            atom.check_travels()
        return self._rebuild, ()

    @property
    def document(self) -> PolicyDocument:
        """The policy's own document, as it was written."""
        return self.composition.document

    @property
    def id(self) -> str:
        """The policy's id."""
        return self._frame.stamp.id

    @property
    def version(self) -> int | str:
        """The policy's version, as written."""
        return self._frame.stamp.version

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical form of the policy and all its layers, 64 hexadecimal digits."""
        return self._frame.stamp.digest

    @property
    def pure(self) -> bool:
        """Whether the same text and context always get the same decision: all external detectors are pure."""
        return self._frame.stamp.pure

    def level(self, name: str) -> Level:
        """The level of that name or alias.

        Raises `ContextError` where the policy has none, with the nearest name.
        """
        for level, entry in zip(self.levels, self.composition.levels, strict=True):
            if name in (entry.level, *entry.aliases):
                return level
        known = [n for entry in self.composition.levels for n in (entry.level, *entry.aliases)]
        raise ContextError(f"unknown level `{name}`{nearest(name, known)}")

    def evaluate(
        self,
        text: str,
        context: Context | None = None,
        *,
        markup: str = "plain",
        stop: Stop | None = None,
    ) -> Decision:
        """What the policy says to `text` in `context`.

        `markup` is `plain`, `html` or `markdown`; spans count in the text as it was handed in. `stop` is a
        last resort: asked again and again while the text is read, and once it says True the rules that are
        not done have failed and the decision is not `complete`. The clock, if it asks one, is the caller's.

        Never raises because of what the text holds. Raises `TypeError` where `text` is no `str`,
        `ContextError` where the context names what the policy does not declare, `ValueError` for an unknown
        markup.
        """
        prepared = self._ready if context is None else self._prepare(context)
        if type(text) is not str:
            text = check_text(text)
        if markup != "plain":
            return self._judge(manuscript(text, markup), prepared, stop)
        if prepared.quiet and not self._wakes(text):
            return prepared.clean
        return self._read(manuscript(text), prepared, stop)

    def evaluate_document(
        self,
        fields: Mapping[str, str | Field],
        context: Context | None = None,
        *,
        stop: Stop | None = None,
    ) -> Decision:
        """What the policy says to a document of named fields, judged together.

        Spans count from the beginning of their field and name it. Raises as `evaluate` does.
        """
        return self._judge(compose(fields), self._prepare(context), stop)

    def evaluate_many(self, texts: Iterable[str], context: Context | None = None) -> Iterator[Decision]:
        """The decision for each text, in order, as they are asked for."""
        self._prepare(context)
        return (self.evaluate(text, context) for text in texts)

    def explain(
        self,
        text: str,
        context: Context | None = None,
        *,
        markup: str = "plain",
        to: Outcome = Outcome.ALLOW,
    ) -> Explanation:
        """Why, why not, and what would bring every finding down to `to`."""
        prepared = self._prepare(context)
        text = check_text(text)
        searcher = self._searcher(manuscript(text, markup))
        resolution = self._weigh(searcher, prepared.situation)
        weigh = self._sightings(prepared.situation, markup)
        points: Set[int] = mask_out(text, weigh, to).points
        minimal = len(runs(points)) <= MANY_RUNS
        if minimal:
            points = give_back(text, points, weigh, to)
        spared = runs(points)
        spans = Spans(manuscript(text), spared)
        return Explanation(
            decision=self._report(resolution, searcher, prepared),
            determining=determining(self._plan, resolution),
            dropped=dropped(self._plan, searcher, prepared.situation, resolution),
            idle=idle(self._plan, prepared.situation),
            give_up=tuple(spans(*run) for run in spared),
            minimal=minimal,
        )

    def redact(
        self,
        text: str,
        context: Context | None = None,
        *,
        markup: str = "plain",
        to: Outcome = Outcome.ALLOW,
        style: Style = "mask",
        key: bytes | None = None,
    ) -> Redaction:
        """`text` with every finding above `to` taken out; markup around it stays as it is.

        `style` says what stands in its place: `mask`, a `█` for each code point; `label`, its name, such as
        `[email-address]`; `hash` and `pseudonym`, the same for the same value under the same `key` (at least
        16 bytes). Where a replacement would be found itself, the mask stands instead.

        Missing disclosures and failures cannot be redacted: they are the `residual`. Raises as `evaluate`
        does, and `ValueError` for an unknown style and for a missing or short key.
        """
        prepared = self._prepare(context)
        text = check_text(text)
        write = writer(style, key)
        weigh = self._sightings(prepared.situation, markup)
        masking = mask_out(text, weigh, to)
        safe = masked_text(text, masking.points)
        if write is not None:
            safe = replaced(text, masking, write, weigh, to)
        decision = self._judge(manuscript(safe, markup), prepared)
        masked = runs(masking.points)
        spans = Spans(manuscript(text), masked)
        return Redaction(
            safe,
            decision,
            (*(d for d in decision.disclosures if d.outcome > to), *decision.failed),
            tuple(spans(*run) for run in masked),
            masking.passes,
        )

    def response(
        self,
        decision: Decision,
        *,
        published_at: dt.datetime | None = None,
        aware_at: dt.datetime | None = None,
    ) -> Response:
        """The response that `decision` calls for, with deadlines where the clocks are known."""
        return schedule(decision.response, self.composition.report_to, published_at, aware_at)

    def _prepare(self, context: Context | None) -> _Prepared:
        if context is None:
            return self._ready
        known = self._prepared.get(context) if isinstance(context, Context) else None
        if known is not None:
            return known
        situation = situate(self._plan, context)
        always = any(
            rule.search is None and situation.live[rule.id] is not False for rule in self._plan.rules
        )
        prepared = _Prepared(situation, not always, clean_decision(self._frame, situation))
        if len(self._prepared) >= _REMEMBERED:
            self._prepared.clear()
        self._prepared[context] = prepared
        return prepared

    def _judge(self, sheet: Manuscript, prepared: _Prepared, stop: Stop | None = None) -> Decision:
        if prepared.quiet and not self._wakes(sheet.text):
            return prepared.clean
        return self._read(sheet, prepared, stop)

    def _read(self, sheet: Manuscript, prepared: _Prepared, stop: Stop | None = None) -> Decision:
        searcher = self._searcher(sheet, stop)
        if prepared.quiet and searcher.reading.triggers == frozenset():
            return prepared.clean
        return self._report(self._weigh(searcher, prepared.situation), searcher, prepared)

    def _searcher(self, sheet: Manuscript, stop: Stop | None = None) -> Searcher:
        return Searcher(Reading(sheet, self._atoms, self._limits, self._scanner, stop))

    def _weigh(self, searcher: Searcher, situation: Situation) -> Resolution:
        return Resolution(self._plan, searcher, situation, self._fingerprint)

    def _sightings(self, situation: Situation, markup: str) -> Callable[[str], list[Sighting]]:
        def weigh(text: str) -> list[Sighting]:
            sheet = manuscript(text, markup)
            return [
                Sighting(
                    w.outcome,
                    label_of(w),
                    sheet.text[w.hit.start : w.hit.end],
                    sheet.points(w.hit.start, w.hit.end)[1],
                )
                for w in self._weigh(self._searcher(sheet), situation).weighed
            ]

        return weigh

    def _report(self, resolution: Resolution, searcher: Searcher, prepared: _Prepared) -> Decision:
        if not (resolution.weighed or resolution.untold or resolution.failed):
            return prepared.clean
        return report(self._frame, resolution, searcher.reading, partial(self._weigh, searcher))
