"""Whose words a blame is: who fills the slot of the blaming word, else who is heard in the sentence, else who may have issued the text."""

from __future__ import annotations

from collections.abc import Set

from demarche.annotate import Annotated, Mention
from demarche.claims.issuers import issuers
from demarche.claims.roles import Slots
from demarche.claims.speakers import Voice
from demarche.resolve.discourse import MEDIA, Discourse

REFERRING = ("generic", "pronoun")
"""Types of mentions that stand for somebody named elsewhere."""


NOBODY: frozenset[str | None] = frozenset()


class Claimants:
    """Finds the claimants (key, how found) of the blames of one document."""

    def __init__(self, note: Annotated, talk: Discourse, voices: list[list[Voice]]) -> None:
        self.talk, self.voices = talk, voices
        self.blamed = talk.accused
        self.issuers = [key for key in issuers(note) if key not in talk.accused]

    def of(self, slots: Slots, claimant: Mention | None, at: int, accused: Set[str | None] = NOBODY) -> list[tuple[str, str]]:
        """Those who may blame the ``accused`` by the word at token ``at`` whose own slot ``claimant`` fills, with how each was found."""
        if claimant is not None:
            named = [(k, "slot") for m in slots.together(claimant) for k in self.talk.keys_of(m)]
            if named:
                return named
        spoken = [(v.key, self._how(slots, v, at, accused)) for v in self.voices[slots.sentence.index]]
        return spoken or self._nobody()

    def earlier(self, slots: Slots, accused: set[str | None]) -> list[tuple[str, str]]:
        """Who may say what only the accused is heard to say. Where a pronoun or a noun for an office was taken for the accused, those
        who spoke before speak on; who denies is the accused indeed."""
        index = slots.sentence.index
        named = any(v.mention is not None and v.mention.type not in REFERRING for v in self.voices[index] if v.distance == 0)
        before = self.voices[index - 1] if index and accused & self.talk.accused and not (named or slots.has("deny")) else []
        return [(v.key, "inherited") for v in before if v.distance == 0 and v.key not in accused] or self._nobody()

    def _nobody(self) -> list[tuple[str, str]]:
        """Who may say what nobody is heard to say: the outlet, or who has issued the document."""
        return [(MEDIA, "none"), *((key, "issuer") for key in self.issuers)]

    def _how(self, slots: Slots, voice: Voice, at: int, accused: Set[str | None]) -> str:
        """How a voice bears on the token ``at``: of several that speak in one sentence the nearest is surest, but for the ``accused``, of
        whom the words tell ("Oslo says that Russia, which denied it, has")."""
        if voice.distance >= 2:
            return "far"
        if voice.how == "measure" and self._reason(slots, voice, at):
            return "reason"
        row = [v for v in self.voices[slots.sentence.index] if v.distance == 0 and (v is voice or v.key not in accused & self.blamed)]
        if voice.distance or len(row) < 2:
            return voice.how
        told = [v for v in row if not self._relays(v)]
        row = told if voice in told else row
        nearest = min(row, key=lambda v: self._span(slots, v, at))
        same = nearest.cue is voice.cue and nearest.cue is not None
        return voice.how if voice is nearest or same else "other"

    @staticmethod
    def _relays(voice: Voice) -> bool:
        """Whether an outlet passes on what somebody else in its sentence says."""
        return voice.mention is not None and (voice.mention.type == "media" or voice.mention.kind == "media")

    @staticmethod
    def _reason(slots: Slots, voice: Voice, at: int) -> bool:
        """Whether the word at token ``at`` stands in the reason for a measure: "seized the domains that the service used to hack"."""
        start = voice.cue.parts[0] if voice.cue is not None else at
        opened = any(start < i <= at for i in slots.barriers)
        attack = bool(slots.has("technique") or slots.has("deed"))
        return opened and attack and voice.mention is not None and voice.mention.last <= at

    @staticmethod
    def _span(slots: Slots, voice: Voice, at: int) -> int:
        where = voice.cue.parts[0] if voice.cue is not None else voice.mention.first if voice.mention else at
        return slots.cost(min(where, at), max(where, at))
