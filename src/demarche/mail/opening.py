"""From bytes to a mail taken apart, whatever program saved it; or why that cannot be."""

from __future__ import annotations

from demarche.mail.fit import OLE, unfit
from demarche.mail.mime import Mail, split
from demarche.mail.settings import Limits


def open_mail(raw: bytes, limits: Limits) -> tuple[Mail | None, str, str]:
    """The mail; or None with a problem code and its detail."""
    code = unfit(raw, limits)
    if code:
        return None, code, ""
    if not raw.startswith(OLE):
        return split(raw, limits), "", ""
    from demarche.mail.outlook import read_msg

    return read_msg(raw, limits)
