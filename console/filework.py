"""What a person can ask of the files of a case, and of the thing that it is about.

Part of `console.session`; every call returns at once. Pictures, saved files and progress come as
`Session.file_told`, whether a file was attached as `Session.outcome` (verb "attach"), a component
as `Session.component_known`.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from casework.component import Component
from console.outbox.fileport import AskPicture, CancelFile, ComponentAnswer, SaveFile, SendFile
from console.outbox.port import Outbox

#: As central keeps names; a longer one keeps its end, where the kind of file stands.
_NAME_LENGTH = 255


class FileWork:
    """Histories, pictures, files in and out, components."""

    _outbox: Outbox
    _components: dict[str, ComponentAnswer | None]

    def ask_history(self, case_id: int) -> None:
        """What happened to a case; the answer arrives as `Session.history_ready`."""
        self._outbox.ask_history(case_id)

    def ask_picture(self, attachment: str, sha256: str = "", edge: int = 0) -> None:
        """The small picture, or with `edge` the whole one, no longer than so many pixels."""
        self._outbox.carry(AskPicture(attachment, sha256, edge))

    def save_file(self, attachment: str, sha256: str, path: Path, *, view: bool = False) -> None:
        self._outbox.carry(SaveFile(attachment, sha256, str(path), view))

    def attach(self, case_id: int, path: Path) -> str:
        """Hand the file at `path` in to a case; returns the command's id.

        A console that ends before central has answered sends it again at its next start, from
        where it lies then.
        """
        command_id = str(uuid.uuid4())
        self._remember(command_id, case_id, "attach")
        name = path.name[-_NAME_LENGTH:]
        self._outbox.carry(SendFile(command_id, case_id, str(path), name))
        return command_id

    def cancel_file(self, command_id: str) -> None:
        """Stop sending it; the answer comes as the outcome of `command_id`."""
        self._outbox.carry(CancelFile(command_id))

    def ask_component(self, code: str) -> None:
        """Who owns the thing and what it has to meet: asked once, and again after a trouble."""
        known = self._components.get(code)
        if code not in self._components or (known is not None and known.trouble):
            self._components[code] = None
            self._outbox.ask_component(code)

    def component_answer(self, code: str) -> ComponentAnswer | None:
        """What the register said of the thing; None while it has not been heard."""
        return self._components.get(code)

    def component(self, code: str) -> Component | None:
        """The thing, where the register has told of it."""
        known = self._components.get(code)
        return known.component if known else None

    def _remember(self, command_id: str, case_id: int, verb: str) -> None:
        raise NotImplementedError
