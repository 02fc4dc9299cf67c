"""RSA keys made on the spot, so that no private key lies in the repository. For tests only: the primes come from a seeded generator."""

from __future__ import annotations

import base64
import random


def _prime(bits: int, chance: random.Random) -> int:
    while True:
        number = chance.getrandbits(bits) | (1 << (bits - 1)) | (1 << (bits - 2)) | 1
        if all(number % p for p in (3, 5, 7, 11, 13, 17, 19, 23)) and all(
            pow(chance.randrange(2, number), number - 1, number) == 1 for _ in range(12)
        ):
            return number


def _integer(value: int) -> bytes:
    raw = value.to_bytes(value.bit_length() // 8 + 1, "big")
    return b"\x02" + _length(len(raw)) + raw


def _length(size: int) -> bytes:
    if size < 128:
        return bytes([size])
    raw = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(raw)]) + raw


def _sequence(*items: bytes) -> bytes:
    body = b"".join(items)
    return b"\x30" + _length(len(body)) + body


def rsa_key(seed: int = 1, bits: int = 1024) -> tuple[bytes, str]:
    """A private key as PEM (PKCS #1) and the public one as a DKIM record."""
    chance = random.Random(seed)
    e = 65537
    while True:
        p, q = _prime(bits // 2, chance), _prime(bits // 2, chance)
        if p != q and (p - 1) % e and (q - 1) % e:
            break
    n, d = p * q, pow(e, -1, (p - 1) * (q - 1))
    private = _sequence(*(_integer(v) for v in (0, n, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))))
    pem = b"-----BEGIN RSA PRIVATE KEY-----\n" + base64.encodebytes(private) + b"-----END RSA PRIVATE KEY-----\n"
    bits_string = b"\x00" + _sequence(_integer(n), _integer(e))
    oid = bytes.fromhex("300d06092a864886f70d0101010500")
    public = _sequence(oid, b"\x03" + _length(len(bits_string)) + bits_string)
    return pem, "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()
