"""Options that the verbs which read mails have in common."""

from __future__ import annotations

from typing import Annotated

import typer

MaskOption = Annotated[bool, typer.Option("--mask", help="Replace recipients and their markers in all output.")]
OwnOption = Annotated[list[str] | None, typer.Option("--own", help="A domain of your own that may be imitated.", metavar="DOMAIN")]
ReceiverOption = Annotated[list[str] | None, typer.Option("--receiver", help="A mail host whose check results you trust.", metavar="HOST")]
LangOption = Annotated[str, typer.Option("--lang", help="Language of the wording: en, nl.", metavar="CODE")]
SecondsOption = Annotated[float, typer.Option("--seconds", help="Longest time a mail may take.", min=0.1)]
MemoryOption = Annotated[int, typer.Option("--memory-mb", help="Most memory a worker may use.", min=128)]
MailJobsOption = Annotated[int, typer.Option("--jobs", "-j", help="Processes that read mails.", min=1)]
