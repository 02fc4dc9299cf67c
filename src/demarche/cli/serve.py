"""``demarche serve``: the desk in the browser."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from demarche.cli.common import DONE, RecordOption
from demarche.cli.mailoptions import MaskOption

EPILOG = """
Prints the address and serves until stopped with Ctrl-C. On loopback (the default) everybody who reaches it may read; judging and
uploading need an account: demarche user add NAME. Anywhere else a proxy with TLS must stand in front, and reading needs an account too.\n\n
Example: demarche serve --record record.db --port 8000
"""


def serve(
    record: RecordOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", min=1, max=65535)] = 8000,
    accounts: Annotated[
        str | None, typer.Option("--accounts", help="File of accounts; beside the record by default.", metavar="FILE")
    ] = None,
    behind_tls: Annotated[bool, typer.Option("--behind-tls", help="A proxy in front of it speaks TLS.")] = False,
    taxii_token: Annotated[
        list[str] | None,
        typer.Option("--taxii-token", help="What TAXII clients must show.", envvar="DEMARCHE_TAXII_TOKENS", metavar="TOKEN"),
    ] = None,
    mask: MaskOption = False,
    allow_host: Annotated[list[str] | None, typer.Option("--allow-host", help="A name that visitors use.", metavar="NAME")] = None,
) -> int:
    """The desk in the browser: overview, incidents, documents, search, review; JSON API."""
    import demarche

    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{port}  (stop with Ctrl-C)", file=sys.stderr)
    demarche.serve(
        record,
        host,
        port,
        accounts=accounts,
        behind_tls=behind_tls,
        allow_hosts=tuple(allow_host or ()),
        taxii_tokens=tuple(taxii_token or ()),
        mask=mask,
    )
    return DONE
