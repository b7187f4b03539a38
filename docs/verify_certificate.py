# ruff: noqa: INP001 -- a script on its own, to be handed out
"""Check a certificate without the portal: python verify_certificate.py PUBLIC_KEY "TEXT OF THE QR CODE"."""

import base64
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def from_letters(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


key, qr_text = sys.argv[1:]
address, _, proof = qr_text.partition("#")
try:
    number, issued_on, signature = proof.split(".")
    signed = f"{address.rpartition('/')[2]}|{number}|{issued_on}".encode()
    Ed25519PublicKey.from_public_bytes(from_letters(key)).verify(from_letters(signature), signed)
except (ValueError, InvalidSignature):
    sys.exit("NOT GENUINE: this text was not signed by the owner of the key")
sys.stdout.write(f"GENUINE: number {number}, issued on {issued_on}\n")
