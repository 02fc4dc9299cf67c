"""A language model behind an OpenAI-compatible endpoint (``POST <url>/chat/completions``). Off unless its address is configured.

Environment: ``DEMARCHE_ENDPOINT_URL`` (e.g. ``http://127.0.0.1:8080/v1``), ``DEMARCHE_ENDPOINT_MODEL``, ``DEMARCHE_ENDPOINT_KEY`` (sent as
a bearer token where the endpoint wants one), ``DEMARCHE_ENDPOINT_SECONDS`` (how long one answer may take).
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from demarche.claims.backends.answer import claims_of, parse
from demarche.claims.backends.extractor import ExtractionError
from demarche.errors import UsageError
from demarche.lexicon.data import DATA, read_yaml
from demarche.model import Claims, Document

URL, MODEL, KEY, SECONDS = (f"DEMARCHE_ENDPOINT_{name}" for name in ("URL", "MODEL", "KEY", "SECONDS"))
DEFAULT_SECONDS = 120.0
PROMPT = DATA / "extraction" / "prompt.yml"
LARGEST_ANSWER = 4_000_000
"""Bytes of an answer that are read."""


class _NoRedirect(HTTPRedirectHandler):
    """The document and the key go to the address that was configured and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint and model; ``seconds`` is how long it may take over a document."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = DEFAULT_SECONDS
    name: str = "endpoint"

    @property
    def version(self) -> str:
        """Another address or model may give other claims."""
        return hashlib.sha256(f"{self.url}\n{self.model}".encode()).hexdigest()[:8]

    def extract(self, document: Document) -> Claims:
        """Ask the model. Raises ExtractionError when there is no answer or it is not as it must be."""
        answer = self._ask(document)
        try:
            return claims_of(parse(_content(answer)), document.id, f"{self.name}:{self.model}")
        except ValueError as error:
            hint = "try another model, or read this document with the rules"
            raise ExtractionError("bad-answer", f"the endpoint's answer cannot be used: {error}", hint) from error

    def _ask(self, document: Document) -> bytes:
        body = json.dumps(self._question(document)).encode()
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        request = Request(f"{self.url.rstrip('/')}/chat/completions", body, headers)
        try:
            with build_opener(_NoRedirect).open(request, timeout=self.seconds) as response:
                return bytes(response.read(LARGEST_ANSWER))
        except HTTPError as error:
            hint = f"look at the endpoint's own log; {KEY} and {MODEL} must be what it expects"
            raise ExtractionError("endpoint-refused", f"the endpoint answered {error.code} {error.reason}", hint) from error
        except (OSError, HTTPException) as error:
            reason = f"no answer from the endpoint at {urlsplit(self.url).netloc}: {error}"
            raise ExtractionError("endpoint-unreachable", reason, f"check {URL}, and build again") from error

    def _question(self, document: Document) -> dict[str, Any]:
        prompt = _prompt()
        asked = prompt["document"].format(lang=document.lang, published=document.published or "-", text=document.text)
        messages = [{"role": "system", "content": prompt["system"]}, {"role": "user", "content": asked}]
        return {
            "model": self.model, "messages": messages, "temperature": 0, "seed": 0, "response_format": {"type": "json_object"}
        }  # fmt: skip


def configured() -> Endpoint:
    """The endpoint of the environment. Raises UsageError when no address is set, or one that is none."""
    url, model = os.environ.get(URL, ""), os.environ.get(MODEL, "")
    if not url or not model:
        raise UsageError("the extractor 'endpoint' is not configured", f"set {URL} and {MODEL}; without them nothing goes on the network")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise UsageError(f"{URL} is no address of a web server: {url!r}", "write it like http://127.0.0.1:8080/v1")
    return Endpoint(url, model, os.environ.get(KEY, ""), _seconds())


def _seconds() -> float:
    written = os.environ.get(SECONDS) or str(DEFAULT_SECONDS)
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(f"{SECONDS} is no number of seconds: {written!r}", "write it like 120")
    return seconds


def _content(answer: bytes) -> str:
    """The model's own words in the endpoint's answer. Raises ValueError when there are none."""
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError("it is not a chat completion") from error
    if not isinstance(content, str):
        raise ValueError("it holds no text")
    return content


@cache
def _prompt() -> dict[str, str]:
    """The words sent with a document."""
    data = read_yaml(PROMPT)
    return {part: str(data[part]) for part in ("system", "document")}
