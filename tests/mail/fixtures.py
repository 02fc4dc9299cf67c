"""Mails made for the tests: every mechanism, every negative, hostile ones, and whole mailboxes. Nothing here comes from a real person."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import quote

READER = "jan.peeters@kamer.example"
TOKEN = "7f3a9c2d1e4b5a60c8d7"
UUID = "550e8400-e29b-41d4-a716-446655440000"
TRACKER = "https://t.bulletin.example"


@dataclass(frozen=True)
class Case:
    """A mail and how it must be judged: ``mechanism`` must be among what is found (name or ``also``), none at all for a negative."""

    name: str
    raw: bytes
    mechanism: str = ""
    certainty: str = ""
    trigger: str = "open"
    kind: str = "tracking"


def mail(html: str = "", text: str = "", headers: str = "", sender: str = "Bulletin <bericht@bulletin.example>", to: str = READER) -> bytes:
    """A plain mail with one HTML or text part."""
    kind, body = ("text/html", html) if html else ("text/plain", text)
    head = (
        f"From: {sender}\r\nTo: Jan Peeters <{to}>\r\nSubject: Bericht\r\nDate: Tue, 5 Jan 2021 10:00:00 +0100\r\n"
        "Message-ID: <1@bulletin.example>\r\n"
    )
    return f"{head}{headers}MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{body}\r\n".encode()


def multipart(*parts: str, kind: str = "mixed", headers: str = "") -> bytes:
    """A mail of several parts, each given with its own header."""
    body = "".join(f"--GRENS\r\n{part}\r\n" for part in parts)
    head = f"From: Bulletin <bericht@bulletin.example>\r\nTo: {READER}\r\nSubject: Bericht\r\n{headers}"
    return f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="GRENS"\r\n\r\n{body}--GRENS--\r\n'.encode()


def page(body: str, style: str = "") -> str:
    head = f"<style>{style}</style>" if style else ""
    return f"<html><head>{head}</head><body><p>Goedendag, hier is het bericht van vandaag.</p>{body}<p>Met groet</p></body></html>"


def image(url: str = f"{TRACKER}/o/a.gif", attributes: str = "") -> str:
    return f'<img src="{url}" alt="" {attributes}>'


def digest(name: str) -> str:
    return hashlib.new(name, READER.encode()).hexdigest()


def _html(
    name: str, body: str, mechanism: str, certainty: str = "strong", style: str = "", trigger: str = "open", kind: str = "tracking"
) -> Case:
    return Case(name, mail(page(body, style)), mechanism, certainty, trigger, kind)


def tiny_and_hidden() -> Iterator[Case]:
    for side in (0, 1, 2):
        yield _html(f"attribute-{side}px", image(attributes=f'width="{side}" height="{side}"'), "pixel-attribute")
    yield _html("attribute-px-unit", image(attributes='width="1px" height="1px"'), "pixel-attribute")
    yield _html("style-1px", image(attributes='style="width:1px;height:1px"'), "pixel-style")
    yield _html("style-important", image(attributes='width="300" style="width:0 !important;height:0 !important"'), "pixel-style")
    yield _html("style-max-height", image(attributes='style="max-height:1px;max-width:1px"'), "pixel-style")
    yield _html("css-class", image(attributes='class="x9"'), "pixel-css", style=".x9{width:1px;height:1px}")
    yield _html(
        "css-descendant", f'<div id="voet"><span>{image()}</span></div>', "pixel-css", style="#voet span > img { width: 1px; height: 1px }"
    )
    yield _html("css-escaped", image(attributes='class="x9"'), "pixel-css", style=".x9{w\\69 dth:1px;height:1px}")
    yield _html("display-none", image(attributes='width="90" height="90" style="display:none"'), "hidden-display")
    yield _html("display-none-parent", f'<div style="display:none"><p>{image()}</p></div>', "hidden-display")
    yield _html("display-none-css", f'<div class="w"><b>{image()}</b></div>', "hidden-display", style=".w{display:none}")
    yield _html("hidden-attribute", f"<div hidden>{image()}</div>", "hidden-display")
    yield _html("visibility", image(attributes='style="visibility:hidden" width="80" height="80"'), "hidden-visibility")
    yield _html("opacity", image(attributes='style="opacity:0" width="80" height="80"'), "hidden-opacity")
    yield _html("opacity-filter", image(attributes='style="filter:alpha(opacity=0)" width="80" height="80"'), "hidden-opacity")
    yield _html("clipped-container", f'<div style="height:0;overflow:hidden">{image(attributes="width=80 height=80")}</div>', "hidden-size")
    yield _html("scale-zero", image(attributes='style="transform:scale(0)" width="80" height="80"'), "hidden-size")
    yield _html(
        "off-screen", f'<div style="position:absolute;left:-9999px">{image(attributes="width=80 height=80")}</div>', "hidden-offscreen"
    )
    yield _html("text-indent", f'<div style="text-indent:-9999px">{image(attributes="width=80 height=80")}</div>', "hidden-offscreen")
    yield _html("zero-font", f'<span style="font-size:0">{image()}</span>', "hidden-font")


def other_loads() -> Iterator[Case]:
    url = f"{TRACKER}/o/{TOKEN}"
    yield _html("unsized-token", image(f"{url}"), "remote-image-token")
    yield _html("unsized-uuid", image(f"{TRACKER}/p?u={UUID}"), "remote-image-token")
    yield _html("background-attribute", f'<table background="{url}"><tr><td>x</td></tr></table>', "background-attribute")
    yield _html("css-background-inline", f"<div style=\"background-image:url('{url}')\">x</div>", "css-background")
    yield _html("css-background-sheet", "<p class=b>x</p>", "css-background", style=f".b{{background:url({url}) no-repeat}}")
    yield _html("css-import", "<p>x</p>", "css-import", style=f'@import url("{url}/a.css?u={UUID}");')
    yield _html("css-font-face", "<p>x</p>", "css-font-face", style=f"@font-face{{font-family:q;src:url({url}/a.woff2?u={UUID})}}")
    yield _html("css-list-style", f'<ul style="list-style:url({url})"><li>x</li></ul>', "css-list-style")
    yield _html("css-content", "<p class=c>x</p>", "css-content", style=f".c::before{{content:url({url})}}")
    yield _html("css-cursor", f'<p style="cursor:url({url}),auto">x</p>', "css-url")
    yield _html("css-escaped-url", f'<p style="background:\\75rl({url})">x</p>', "css-background")
    yield Case(
        "link-stylesheet",
        mail(f'<html><head><link rel="stylesheet" href="{url}/a.css?u={UUID}"></head><body>x</body></html>'),
        "link-stylesheet",
        "strong",
    )
    yield Case(
        "link-preload",
        mail(f'<html><head><link rel="preload" as="image" href="{url}"></head><body>x</body></html>'),
        "link-preload",
        "strong",
    )
    yield Case(
        "link-prefetch",
        mail('<html><head><link rel="dns-prefetch" href="//abc.dns.bulletin.example"></head><body>x</body></html>'),
        "link-preload",
        "weak",
    )
    yield _html("picture", f'<picture><source srcset="{url}"><img src="cid:logo" width="90" height="30"></picture>', "picture-source")
    yield _html("srcset", f'<img src="cid:logo" width="90" height="30" srcset="{url} 2x">', "image-srcset")
    yield _html("video-poster", f'<video poster="{url}"></video>', "video-poster")
    yield _html("video-source", f'<video><source src="{url}/a.mp4?u={UUID}"></video>', "video-source")
    yield _html("audio", f'<audio src="{url}/a.mp3?u={UUID}" autoplay></audio>', "audio-source")
    yield _html("bgsound", f'<bgsound src="{url}/a.wav?u={UUID}">', "audio-source")
    yield _html("input-image", f'<input type="image" src="{url}" width="1" height="1">', "input-image")
    yield _html("svg", f'<svg width="1" height="1"><image href="{url}" width="1" height="1"/></svg>', "svg-image")
    yield _html("svg-xlink", f'<svg><use xlink:href="{url}#a"/></svg>', "svg-image")
    yield _html("vml", f'<!--[if mso]><v:rect><v:fill type="frame" src="{url}"/></v:rect><![endif]-->', "vml-image")
    yield _html("object", f'<object data="{url}"></object>', "object-data")
    yield _html("embed", f'<embed src="{url}">', "object-data")
    yield _html("iframe", f'<iframe src="{url}" width="0" height="0"></iframe>', "frame-src")
    yield _html("script", f'<script src="{url}.js"></script>', "script-src")
    yield Case(
        "meta-refresh",
        mail(f'<html><head><meta http-equiv="refresh" content="1;url={url}"></head><body>x</body></html>'),
        "meta-refresh",
        "strong",
    )
    yield Case(
        "base-relative",
        mail(f'<html><head><base href="{TRACKER}/"></head><body><img src="o/a.gif" width=1 height=1></body></html>'),
        "pixel-attribute",
        "strong",
    )
    yield _html("unc-path", '<img src="\\\\files.bulletin.example\\s\\a.png">', "unc-path")
    yield _html("file-url", '<img src="file://files.bulletin.example/s/a.png">', "unc-path")
    yield _html("ping", f'<a href="https://www.bulletin.example/" ping="{url}">lees</a>', "link-ping", trigger="click")
    yield _html("form", f'<form action="{TRACKER}/login"><input name="pw"></form>', "form-action", trigger="submit")


def special_parts() -> Iterator[Case]:
    url = f"{TRACKER}/o/{TOKEN}"
    for name in ("Disposition-Notification-To", "Return-Receipt-To", "X-Confirm-Reading-To"):
        yield Case(
            name.lower(), mail(page("x"), headers=f"{name}: <ontvangst@bulletin.example>\r\n"), "receipt-header", "strong", "receipt"
        )
    yield Case("picture-header", mail(page("x"), headers=f"X-Image-URL: {url}\r\n"), "picture-header", "strong")
    yield Case(
        "amp",
        multipart(
            "Content-Type: text/plain\r\n\r\nx",
            f'Content-Type: text/x-amp-html\r\n\r\n<amp-pixel src="{url}"></amp-pixel>',
            kind="alternative",
        ),
        "amp-load",
        "strong",
    )
    yield Case(
        "external-body",
        multipart(f'Content-Type: message/external-body; access-type=URL; URL="{url}"\r\n\r\nContent-Type: image/gif\r\n'),
        "external-body",
        "strong",
    )
    yield Case(
        "calendar",
        multipart(f"Content-Type: text/calendar\r\n\r\nBEGIN:VEVENT\r\nATTACH;FMTTYPE=image/png:{url}\r\nEND:VEVENT"),
        "calendar-load",
        "strong",
    )
    yield Case(
        "efail",
        multipart(
            f'Content-Type: text/html\r\n\r\n<img src="{TRACKER}/?',
            "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\nTUlJ",
            'Content-Type: text/html\r\n\r\n">',
        ),
        "unclosed-attribute",
        "strong",
    )
    yield Case(
        "svg-attachment",
        multipart(f'Content-Type: image/svg+xml; name="a.svg"\r\nContent-Disposition: attachment\r\n\r\n<svg><image href="{url}"/></svg>'),
        "svg-image",
        "strong",
        "attachment",
    )
    inner = mail(page(image(attributes='width="1" height="1"'))).decode()
    yield Case(
        "forwarded",
        multipart("Content-Type: text/plain\r\n\r\nZie bijlage", f"Content-Type: message/rfc822\r\n\r\n{inner}"),
        "pixel-attribute",
        "strong",
    )
    coded = base64.encodebytes(page(image(attributes='width="1" height="1"')).encode()).decode().replace("\n", "\r\n")
    yield Case(
        "base64-part",
        multipart(f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}"),
        "pixel-attribute",
        "strong",
    )
    wide = page(image(attributes='width="1" height="1"')).encode("utf-16").hex()
    yield Case(
        "utf-16",
        multipart("Content-Type: text/plain\r\n\r\nx").replace(
            b"Content-Type: text/plain\r\n\r\nx",
            b"Content-Type: text/html; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(bytes.fromhex(wide)),
        ),
        "pixel-attribute",
        "strong",
    )


def addressed() -> Iterator[Case]:
    coded = {
        "plain": READER,
        "percent": quote(READER, safe=""),
        "base64": base64.urlsafe_b64encode(READER.encode()).decode(),
        "hex": READER.encode().hex(),
        "md5": digest("md5"),
        "sha1": digest("sha1"),
        "sha256": digest("sha256"),
    }
    for how, text in coded.items():
        yield _html(
            f"address-{how}", image(f"https://www.bulletin.example/banner.png?r={text}", 'width="300" height="80"'), f"address-{how}"
        )
    twice = base64.b64encode(f'{{"a": 1, "to": "{READER}"}}'.encode()).decode()
    yield _html(
        "address-in-json", image(f"https://www.bulletin.example/b.png?d={quote(twice)}", 'width="300" height="80"'), "address-base64"
    )
    yield _html(
        "address-in-link", f'<a href="https://www.bulletin.example/uit?e={quote(READER)}">afmelden</a>', "address-percent", trigger="click"
    )


def known_and_clicks() -> Iterator[Case]:
    yield _html(
        "mailchimp",
        image("https://b.us5.list-manage.com/track/open.php?u=1&id=2&e=3", 'height="1" width="1"'),
        "pixel-attribute",
        "known-tracker",
    )
    yield _html("amazon-ses", image("https://abc123.r.eu-west-1.awstrack.me/I0/0102018/x=327"), "known-tracker", "known-tracker")
    yield _html("canary-token", image("http://canarytokens.com/about/x7/post.jsp"), "known-tracker", "known-tracker")
    yield _html(
        "gmail-proxy",
        image("https://ci3.googleusercontent.com/proxy/abc=s0-d-e1-ft#https://mailtrack.io/trace/mail/ab12.png?u=1"),
        "known-tracker",
        "known-tracker",
    )
    yield _html(
        "click-sendgrid",
        '<a href="https://u1.ct.sendgrid.net/ls/click?upn=u001.abc">Lees</a>',
        "redirect-link",
        "known-tracker",
        trigger="click",
    )
    yield _html(
        "click-redirect",
        f'<a href="{TRACKER}/r?url=https%3A%2F%2Fwww.krant.example%2Fa&u={TOKEN}">Lees</a>',
        "redirect-link",
        "strong",
        trigger="click",
    )
    yield _html("click-path", f'<a href="{TRACKER}/click/{TOKEN}">Lees</a>', "redirect-link", "strong", trigger="click")
    yield _html("click-shortener", '<a href="https://bit.ly/3abCdEf">Lees</a>', "redirect-link", "weak", trigger="click")
    yield Case("click-in-text", mail(text=f"Lees {TRACKER}/click/{TOKEN} voor meer."), "redirect-link", "strong", "click")


def deceptive_links() -> Iterator[Case]:
    yield _html(
        "link-text",
        '<a href="https://inloggen.example/">https://www.dekamer.be/login</a>',
        "link-text-mismatch",
        "strong",
        trigger="click",
        kind="link",
    )
    yield _html(
        "link-userinfo",
        '<a href="https://www.dekamer.be@inloggen.example/">Log in</a>',
        "link-userinfo",
        "strong",
        trigger="click",
        kind="link",
    )
    yield _html("link-ip", '<a href="http://203.0.113.7/a">Log in</a>', "link-ip", "weak", trigger="click", kind="link")
    yield _html("link-javascript", '<a href="javascript:alert(1)">Log in</a>', "link-active", "strong", trigger="click", kind="link")
    yield _html(
        "link-lookalike", '<a href="https://www.dekarner.be/">Log in</a>', "lookalike-letters", "strong", trigger="click", kind="link"
    )


def mechanisms() -> list[Case]:
    """Every way to track a reader or to mislead with a link, one mail each."""
    return [*tiny_and_hidden(), *other_loads(), *special_parts(), *addressed(), *known_and_clicks(), *deceptive_links()]


def negatives() -> list[Case]:
    """Mails that track nobody; nothing may be found in them."""
    gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    bodies = {
        "text-only": "<p>Niets aan de hand.</p>",
        "cid-image": '<img src="cid:logo@bulletin.example" width="1" height="1">',
        "data-image": f'<img src="data:image/gif;base64,{gif}" width="1" height="1">',
        "logo": '<img src="https://www.bulletin.example/img/logo.png" width="180" height="60" alt="Bulletin">',
        "logo-unsized": '<img src="https://www.bulletin.example/img/logo.png" alt="Bulletin">',
        "logo-version": '<img src="https://www.bulletin.example/img/logo.png?v=20210105" width="180" height="60">',
        "logo-percent": '<img src="https://www.bulletin.example/img/kop.jpg" width="100%">',
        "spacer": '<img src="https://www.bulletin.example/img/spacer.gif" width="1" height="20">',
        "spacer-1px": '<img src="https://www.bulletin.example/img/spacer.gif" width="1" height="1">',
        "line": '<img src="https://www.bulletin.example/img/lijn.gif" width="600" height="1">',
        "signature": '<img src="https://www.kamer.example/handtekening/jan-peeters.png" width="200" height="80" alt="Jan Peeters">',
        "hash-file-name": '<img src="https://cdn.bulletin.example/img/8f3ab2c9d1e4f5a6b7c8d9e0.jpg" width="600" height="200">',
        "responsive": '<img src="https://www.bulletin.example/a.jpg" '
        'srcset="https://www.bulletin.example/a2.jpg 2x" width="600" height="200">',
        "zero-font-cell": '<td style="font-size:0;line-height:0">'
        '<img src="https://www.bulletin.example/a.jpg" width="600" style="display:block;width:100%"></td>',
        "plain-link": '<a href="https://www.bulletin.example/2021/01/05/bericht">Lees verder</a>',
        "link-same-text": '<a href="https://www.bulletin.example/nieuws">www.bulletin.example</a>',
        "link-subdomain": '<a href="https://nieuws.bulletin.example/">https://www.bulletin.example/</a>',
        "link-campaign": '<a href="https://www.bulletin.example/?utm_source=mail&utm_medium=email&utm_campaign=jan">Lees</a>',
        "link-article-id": '<a href="https://www.bulletin.example/artikel/123456789">Lees</a>',
        "share-button": '<a href="https://www.facebook.com/sharer.php?u=https%3A%2F%2Fwww.bulletin.example%2F">Deel</a>',
        "safe-link": '<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.bulletin.example%2Fa&data=05%7C01%7Cjan.peeters%40kamer.example">Lees</a>',
        "mailto": '<a href="mailto:bericht@bulletin.example?subject=Vraag">Schrijf ons</a>',
        "anchor": '<a href="#boven">Naar boven</a>',
        "google-font": '<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto">',
        "commented-out": f"<!-- {image(attributes='width=1 height=1')} -->",
        "preheader": '<div style="display:none;max-height:0;overflow:hidden">Het bericht van vandaag</div>',
        "relative-image": '<img src="images/logo.png">',
        "prose-with-domain": '<a href="https://www.krant.example/a">Yahoo.com meldt verlies</a>',
    }
    cases = [Case(name, mail(page(body))) for name, body in bodies.items()]
    cases.append(Case("css-local", mail(page("<p class=a>x</p>", ".a{background:#fff;width:1px;height:1px;display:none}"))))
    cases.append(Case("plain-text", mail(text="Goedendag,\r\n\r\nZie https://www.bulletin.example/bericht.\r\n")))
    cases.append(
        Case(
            "attachment",
            multipart(
                "Content-Type: text/plain\r\n\r\nx",
                "Content-Type: image/png; name=foto.png\r\nContent-Disposition: attachment; filename=foto.png\r\n"
                "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=",
            ),
        )
    )
    return cases


def pathological() -> dict[str, bytes]:
    """Mails that exhaust careless readers."""
    head = b"From: a@bulletin.example\r\nTo: b@kamer.example\r\nSubject: x\r\n"
    html = head + b"Content-Type: text/html\r\n\r\n"
    return {
        "semicolons": head + b"Content-Type: text/html" + b";" * 20_000 + b"\r\n\r\n<b>x</b>",
        "semicolons-disposition": head + b"Content-Disposition: a" + b'; x="' * 20_000 + b"\r\n\r\nx",
        "semicolons-authentication": head + b"Authentication-Results: mx" + b";" * 20_000 + b"\r\n\r\nx",
        "parts": head + b"Content-Type: multipart/mixed; boundary=G\r\n\r\n" + b"--G\r\n\r\nx\r\n" * 200_000 + b"--G--\r\n",
        "nested-multiparts": head
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(3000))
        + b"\r\nx",
        "nested-messages": head + b"Content-Type: message/rfc822\r\n\r\n" * 2000 + b"Subject: x\r\n\r\nx",
        "broken-base64": head
        + b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + b"PGltZyBz!!==mM9Imh0 \x00\xff dHA=\r\n" * 5000,
        "unknown-charset": head + b"Content-Type: text/html; charset=klingon-8\r\n\r\n<p>\xff\xfe</p>",
        "codec-as-charset": head + b"Content-Type: text/html; charset=punycode\r\n\r\n" + b"a-" * 500_000,
        "nul-bytes": html + b"\x00" * 1_000_000 + b"<i\x00mg src='https://t.bulletin.example/a.gif' width=1 height=1>",
        "only-nul": b"\x00" * 100_000,
        "empty": b"",
        "no-header": b"\xff\xd8\xff\xe0" + b"x" * 100_000,
        "header-megabytes": head + b"X-Long: " + b"a " * 2_000_000 + b"\r\n\r\nx",
        "header-fields": head + b"".join(b"X-%d: y\r\n" % i for i in range(100_000)) + b"\r\nx",
        "encoded-words": head + b"Subject: " + b"=?utf-8?b?" * 50_000 + b"\r\n\r\nx",
        "addresses": head + b"Cc: " + b'"((((<' * 50_000 + b"\r\n\r\nx",
        "address-commas": head + b"Cc: " + b"a@b.example, " * 50_000 + b"\r\n\r\nx",
        "attributes": html + b"<img " + b"a=b " * 225_000 + b">",
        "unclosed-tags": html + b"<div style='color:red'>" * 90_000,
        "angle-brackets": html + b"<" * 1_000_000,
        "comments": html + b"<!--" * 250_000,
        "quotes": html + b'<img src="' * 200_000,
        "entities": html + b"<img src='&#" + b"9" * 1_000_000 + b";'>",
        "selectors": html + b"<style>" + b".a .a .a .a .a .a{display:none}" * 2000 + b"</style>" + b"<div class=a>" * 30_000,
        "media-rules": html + b"<style>" + b"@media x{" * 100_000 + b"}" * 100_000,
        "links": html + b"".join(b"<a href='https://t.bulletin.example/click/%d7f3a9c2d1e4b5a60'>x</a>" % i for i in range(25_000)),
        "recipients-and-links": b"From: a@bulletin.example\r\nTo: "
        + b", ".join(b"lezer.nummer%d@kamer.example" % i for i in range(400))
        + b"\r\nContent-Type: text/html\r\n\r\n"
        + b"".join(b"<a href='https://x.example/%d?q=%s'>x</a>" % (i, b"QUJD%41" * 300) for i in range(900)),
        "pixels": html + b"".join(b"<img width=1 height=1 src='https://t%d.bulletin.example/o'>" % i for i in range(25_000)),
        "urls-in-text": head + b"\r\n" + b"https://" * 200_000,
        "url-depth": html + b"<a href='https://x.example/?url=" + b"https%3A%2F%2Fx.example%2F%3Furl%3D" * 20_000 + b"'>x</a>",
        "host-labels": html + b"<a href='https://" + b"a." * 100_000 + b"example'>x</a>",
        "received": b"Received: from a (b) by c for <x@kamer.example>; Tue, 5 Jan 2021 10:00:00 +0100\r\n" * 20_000 + head + b"\r\nx",
        "boundaries": head + b"Content-Type: multipart/mixed; boundary=G\r\n\r\n" + b"--Gx\r\n" * 300_000,
        "mixed-line-ends": b"From: a@bulletin.example\rTo: b@kamer.example\r\rx\r" * 1000,
    }


SENDERS = (
    "Nieuwsdienst <nieuws@bulletin.example>",
    "Redactie <redactie@krant.example>",
    "Bank <service@bank.example>",
    "Anna de Vries <anna@kamer.example>",
)


def mailbox(count: int, seed: int = 7) -> Iterator[bytes]:
    """Ordinary looking mails of all kinds, some with a mechanism; the same for the same seed."""
    chance = random.Random(seed)
    cases = [case.raw for case in (*mechanisms(), *negatives())]
    start = datetime(2021, 1, 4, 8, tzinfo=UTC)
    for number in range(count):
        if number % 4 == 0:
            yield cases[number // 4 % len(cases)].replace(b"<1@bulletin", f"<{number}@bulletin".encode(), 1)
        else:
            yield _ordinary(chance, number, start + timedelta(minutes=7 * number))


def _ordinary(chance: random.Random, number: int, when: datetime) -> bytes:
    sender = chance.choice(SENDERS)
    reader = f"lezer{chance.randrange(400)}@kamer.example"
    words = " ".join(
        chance.choice(("de", "kamer", "stemt", "over", "het", "voorstel", "vandaag", "bericht", "minister", "vraag")) for _ in range(400)
    )
    paragraphs = "".join(f"<p style='margin:0 0 8px'>{words[i : i + 300]}</p>" for i in range(0, len(words), 300))
    logo = "<img src='https://www.bulletin.example/logo.png' width=180 height=60 alt=Bulletin>"
    links = "".join(f"<a href='https://www.krant.example/artikel/{chance.randrange(10**6)}'>artikel {i}</a> " for i in range(8))
    table = f"<table width=600><tr><td>{logo}</td></tr><tr><td>{paragraphs}</td></tr><tr><td>{links}</td></tr></table>"
    head = (
        f"Received: from uit.example (uit.example [192.0.2.1]) by mx.kamer.example for <{reader}>; {format_datetime(when)}\r\n"
        f"From: {sender}\r\nTo: {reader}\r\nSubject: Bericht {number}\r\n"
        f"Date: {format_datetime(when)}\r\nMessage-ID: <{number}@bulletin.example>\r\n"
    )
    text = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    markup = f"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>{table}</body></html>\r\n"
    head += f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="G{number}"\r\n\r\n'
    return f"{head}--G{number}\r\n{text}--G{number}\r\n{markup}--G{number}--\r\n".encode()


def write_mbox(path: str, mails: Iterator[bytes]) -> int:
    """Write an mbox file; returns how many mails it holds."""
    count = 0
    with open(path, "wb") as file:
        for raw in mails:
            body = raw.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
            file.write(b"From sender@bulletin.example Tue Jan  5 10:00:00 2021\n" + body.rstrip(b"\n") + b"\n\n")
            count += 1
    return count
