"""Run the desk."""

from __future__ import annotations

import sys

from demarche.errors import MissingExtraError, UsageError
from demarche.settings import default_record

PROXY = "127.0.0.1"
"""Whose word is taken for the scheme and address of a visitor: a proxy on this machine."""

TURN = 0.0005
"""Seconds a thread may run while others wait (Python's own: 0.005): pages do not stand still while a large overview is built anew."""


def serve(
    record: str | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    accounts: str | None = None,
    behind_tls: bool = False,
    allow_hosts: tuple[str, ...] = (),
    taxii_tokens: tuple[str, ...] = (),
    mask: bool = False,
) -> None:
    """Serve the desk over a record until stopped.

    ``behind_tls`` says that a proxy in front of it speaks TLS; ``allow_hosts`` are the names that visitors use, ``taxii_tokens`` what
    TAXII clients must show; ``mask`` leaves the recipients of mails out. Raises ``UsageError`` for an address other machines can reach
    without TLS, ``MissingExtraError`` when the desk's libraries are not installed.
    """
    try:
        import uvicorn

        from demarche.desk.app import create
        from demarche.desk.config import Config, accounts_file, is_loopback
        from demarche.desk.ready import warm
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"the desk needs {error.name}", "pip install 'demarche[desk]'") from error
    if not is_loopback(host) and not behind_tls:
        hint = "put a proxy with TLS in front and say --behind-tls, or stay on 127.0.0.1"
        raise UsageError(f"{host} can be reached from other machines, and passwords would go over the network in the clear", hint)
    where = record or default_record()
    config = Config(where, accounts_file(where, accounts), host, port, behind_tls, allow_hosts, taxii_tokens=taxii_tokens, mask=mask)
    app = create(config)
    sys.setswitchinterval(TURN)
    warm(app.state.desk.opened)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, forwarded_allow_ips=PROXY, proxy_headers=behind_tls)
