"""A compiled policy: immutable, shareable between threads, picklable, and the one way to judge a text.

The hot path is `evaluate` on a text in which the scanner sees nothing: it returns one shared decision. All
else goes through `Reading`, `Resolution` and `report`, in that order, and nothing calls back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import attrs

from policykit.engine.context import Context
from policykit.engine.decision import Decision, Level
from policykit.engine.explain import Explanation, determining, dropped, idle
from policykit.engine.fields import Field, check_markup, check_text, join
from policykit.engine.fingerprint import fingerprint
from policykit.engine.ladder import LadderAdvice
from policykit.engine.plan import Plan
from policykit.engine.reading import Limits, Reading
from policykit.engine.redact import MANY_RUNS, Redaction, give_back, mask_out, masked_text, runs
from policykit.engine.report import Frame, Locate, Spans, clean_decision, report
from policykit.engine.resolve import Resolution
from policykit.engine.response import Response, schedule
from policykit.engine.search import Searcher
from policykit.engine.situation import Situation, nearest, situate
from policykit.errors import ContextError
from policykit.matching.atoms import Atom
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
        "_atoms", "_fingerprint", "_frame", "_limits", "_plan", "_prepared", "_ready", "_rebuild", "_scanner",
        "_wakes", "composition", "ladder", "levels",
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
        self._plan = plan
        self._frame = frame
        self._atoms = atoms
        self._scanner = scanner
        self._wakes = scanner.wakes
        self._limits = Limits(composition.budget.windows, composition.budget.code_points)
        self._fingerprint = None if plan.key is None else partial(fingerprint, plan.key)
        self._rebuild = rebuild
        self._prepared: dict[Context, _Prepared] = {}
        self._ready = self._prepare(Context())

    def __repr__(self) -> str:
        stamp = self._frame.stamp
        return f"Policy(id={stamp.id!r}, version={stamp.version!r}, digest={stamp.digest[:12]!r})"

    def __reduce__(self) -> tuple[Callable[[], Policy], tuple[()]]:
        # a database of the scanner cannot travel; the composition can, and is compiled again
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

    def level(self, name: str) -> Level:
        """The level of that name or alias.

        Raises `ContextError` where the policy has none, with the nearest name.
        """
        for level, entry in zip(self.levels, self.composition.levels, strict=True):
            if name in (entry.level, *entry.aliases):
                return level
        known = [n for entry in self.composition.levels for n in (entry.level, *entry.aliases)]
        raise ContextError(f"unknown level `{name}`{nearest(name, known)}")

    def evaluate(self, text: str, context: Context | None = None, *, markup: str = "plain") -> Decision:
        """What the policy says to `text` in `context`.

        Never raises because of what the text holds. Raises `TypeError` where `text` is no `str`,
        `ContextError` where the context names what the policy does not declare, `ValueError` for a markup
        that this release does not read.
        """
        prepared = self._ready if context is None else self._prepare(context)
        if type(text) is not str:
            text = check_text(text)
        if markup != "plain":
            check_markup(markup)
        if prepared.quiet and not self._wakes(text):
            return prepared.clean
        return self._judge(text, prepared)

    def evaluate_document(
        self, fields: Mapping[str, str | Field], context: Context | None = None
    ) -> Decision:
        """What the policy says to a document of named fields, judged together.

        Spans count from the beginning of their field and name it. Raises as `evaluate` does.
        """
        prepared = self._prepare(context)
        joined = join(fields)
        if prepared.quiet and not self._wakes(joined.text):
            return prepared.clean
        return self._judge(joined.text, prepared, joined.locate if joined.names else None)

    def evaluate_many(self, texts: Iterable[str], context: Context | None = None) -> Iterator[Decision]:
        """The decision for each text, in order, as they are asked for."""
        self._prepare(context)
        return (self.evaluate(text, context) for text in texts)

    def explain(
        self, text: str, context: Context | None = None, *, to: Outcome = Outcome.ALLOW
    ) -> Explanation:
        """Why, why not, and what would bring every finding down to `to`."""
        prepared = self._prepare(context)
        text = check_text(text)
        searcher = self._searcher(text)
        resolution = self._weigh(searcher, prepared.situation)
        points, _ = mask_out(text, self._weigher(prepared.situation), to)
        minimal = len(runs(points)) <= MANY_RUNS
        if minimal:
            points = give_back(text, points, self._weigher(prepared.situation), to)
        spared = runs(points)
        spans = Spans(text, spared)
        return Explanation(
            decision=self._report(resolution, searcher, prepared),
            determining=determining(self._plan, resolution),
            dropped=dropped(self._plan, searcher, prepared.situation),
            idle=idle(self._plan, prepared.situation),
            give_up=tuple(spans(*run) for run in spared),
            minimal=minimal,
        )

    def redact(self, text: str, context: Context | None = None, *, to: Outcome = Outcome.ALLOW) -> Redaction:
        """`text` with every finding above `to` masked by `█`, one for each code point.

        Missing disclosures and failures cannot be masked away: they are the `residual`.
        """
        prepared = self._prepare(context)
        text = check_text(text)
        points, passes = mask_out(text, self._weigher(prepared.situation), to)
        safe = masked_text(text, points)
        decision = self._judge(safe, prepared)
        masked = runs(points)
        spans = Spans(text, masked)
        return Redaction(
            safe,
            decision,
            (*(d for d in decision.disclosures if d.outcome > to), *decision.failed),
            tuple(spans(*run) for run in masked),
            passes,
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

    def _searcher(self, text: str) -> Searcher:
        return Searcher(Reading(text, self._atoms, self._limits, self._scanner))

    def _weigh(self, searcher: Searcher, situation: Situation) -> Resolution:
        return Resolution(self._plan, searcher, situation, self._fingerprint)

    def _weigher(self, situation: Situation) -> Callable[[str], Resolution]:
        return lambda text: self._weigh(self._searcher(text), situation)

    def _judge(self, text: str, prepared: _Prepared, locate: Locate | None = None) -> Decision:
        searcher = self._searcher(text)
        return self._report(self._weigh(searcher, prepared.situation), searcher, prepared, locate)

    def _report(
        self, resolution: Resolution, searcher: Searcher, prepared: _Prepared, locate: Locate | None = None
    ) -> Decision:
        if not (resolution.weighed or resolution.untold or resolution.failed):
            return prepared.clean
        text = searcher.reading.text
        return report(self._frame, resolution, text, partial(self._weigh, searcher), locate)
