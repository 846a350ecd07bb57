"""Coded reasons: versioned data, never hard-coded."""

from __future__ import annotations

import msgspec


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str


class ReasonLists(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"send_back": "return"}
):
    """The reason lists by the name the workflow table uses."""

    version: str
    reassign: list[Reason]
    reject: list[Reason]
    close: list[Reason]
    reopen: list[Reason]
    withdraw: list[Reason]
    send_back: list[Reason] = []  # "return" on the wire
    rework: list[Reason] = []
    extend: list[Reason] = []
    suspend: list[Reason] = []
    void: list[Reason] = []
    merge: list[Reason] = []
    escalate: list[Reason] = []

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of list `name`, in their order."""
        return tuple(reason.code for reason in self.named(name))

    def named(self, name: str) -> list[Reason]:
        """List `name`.

        Raises:
            KeyError: no such list.
        """
        fields = dict(zip(self.__struct_encode_fields__, self.__struct_fields__, strict=True))
        if name == "version":
            raise KeyError(name)
        reasons: list[Reason] = getattr(self, fields[name])
        return reasons
