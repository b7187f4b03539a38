"""Keys, tokens and encrypted columns.

Everything is derived from DATA_KEY by purpose, so that one secret per installation is enough and
a value made for one purpose says nothing about another. Ciphertext carries the key's short id.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TOKEN_BYTES = 16


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one installation; ``previous`` opens what an older key closed."""

    data_key: str
    previous: tuple[str, ...] = ()

    def _derive(self, purpose: str, key: str | None = None) -> bytes:
        derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
        return derivation.derive((key or self.data_key).encode())

    def _key_id(self, key: str) -> str:
        return hashlib.sha256(b"key-id" + key.encode()).hexdigest()[:8]

    def encrypt(self, plain: str, *, purpose: str) -> str:
        """Return AES-256-GCM ciphertext as ``key id:base64``."""
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(self._derive(purpose)).encrypt(nonce, plain.encode(), purpose.encode())
        return f"{self._key_id(self.data_key)}:{base64.b64encode(nonce + sealed).decode()}"

    def decrypt(self, sealed: str, *, purpose: str) -> str:
        """Return the text that ``encrypt`` closed under the present or a previous key."""
        key_id, _, body = sealed.partition(":")
        for key in (self.data_key, *self.previous):
            if hmac.compare_digest(self._key_id(key), key_id):
                raw = base64.b64decode(body)
                return (
                    AESGCM(self._derive(purpose, key)).decrypt(raw[:12], raw[12:], purpose.encode()).decode()
                )
        raise ValueError("sealed by a key this installation does not have")

    def blind_index(self, plain: str, *, purpose: str) -> str:
        """Return a keyed hash by which equal values can be found without being read."""
        return hmac.new(self._derive(f"index:{purpose}"), plain.encode(), hashlib.sha256).hexdigest()

    def signing_key(self, purpose: str) -> Ed25519PrivateKey:
        """Return the installation's Ed25519 key for one purpose (certificates, checkpoints)."""
        return Ed25519PrivateKey.from_private_bytes(self._derive(f"sign:{purpose}"))

    def verify_key(self, purpose: str) -> Ed25519PublicKey:
        """Return the public half of ``signing_key``."""
        return self.signing_key(purpose).public_key()


def keyring() -> Keyring:
    """Return the keys of the running installation."""
    ring: Keyring = current_app.extensions["keyring"]
    return ring


def new_token() -> str:
    """Return 128 random bits for a link, a session or a code; store only ``token_hash`` of it."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
