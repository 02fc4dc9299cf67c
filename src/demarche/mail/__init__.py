"""E-mail as evidence: tracking pixels, spoofed senders, look-alike domains, and the hunt for mails like a known one.

>>> from demarche import mail
>>> report = mail.inspect(b"From: a@example.org\\nContent-Type: text/html\\n\\n<img src='https://example.net/o.gif' width=1 height=1>")
>>> report.verdict, report.findings[0].mechanism
('tracks', 'pixel-attribute')
"""

from demarche.mail import texts
from demarche.mail.dkimcheck import read_keys
from demarche.mail.evidence import Evidence, evidence, impersonates
from demarche.mail.hunting import Hit, Notice, hunt, notices
from demarche.mail.inspection import Inspector, inspect, inspect_all
from demarche.mail.iocs import Indicator, parse_indicators, read_indicators
from demarche.mail.masking import Masker, mask
from demarche.mail.picture import picture
from demarche.mail.report import (
    Address,
    Attachment,
    AuthResult,
    Block,
    Enclosed,
    Finding,
    MailReport,
    Reason,
    Sender,
    Signature,
    Url,
)
from demarche.mail.settings import Limits, Settings
from demarche.mail.visible import defang, refang, shorten, visible

__all__ = [
    "Address",
    "Attachment",
    "AuthResult",
    "Block",
    "Enclosed",
    "Evidence",
    "Finding",
    "Hit",
    "Indicator",
    "Inspector",
    "Limits",
    "MailReport",
    "Masker",
    "Notice",
    "Reason",
    "Sender",
    "Settings",
    "Signature",
    "Url",
    "defang",
    "evidence",
    "hunt",
    "impersonates",
    "inspect",
    "inspect_all",
    "mask",
    "notices",
    "parse_indicators",
    "picture",
    "read_indicators",
    "read_keys",
    "refang",
    "shorten",
    "texts",
    "visible",
]
