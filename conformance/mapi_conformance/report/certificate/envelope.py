"""Bytes ⇄ a signed envelope (DSSE), with keys in PEM."""

import json
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

from mapi_conformance.errors import KeyUnusable
from mapi_conformance.report.certificate.refusal import Reason, Refused
from mapi_conformance.report.certificate.statement import PAYLOAD


def seal(payload: bytes, key: Path, password: bytes | None) -> str:
    """Sign a payload.

    Args:
        payload: What is signed, to the byte.
        key: A private key in PEM, Ed25519 or ECDSA.
        password: Of the key, if it has one.

    Raises:
        KeyUnusable: The key cannot be read, or is of another kind.
    """
    envelope = Envelope(payload, PAYLOAD, {})
    envelope.sign(_signer(key, password))
    return _write(envelope)


def unseal(text: str, key: Path) -> bytes:
    """Give the payload of an envelope that a key has signed.

    Args:
        text: The envelope, as :func:`seal` wrote it.
        key: A public key in PEM.

    Raises:
        KeyUnusable: The key cannot be read, or is of another kind.
        Refused: Another key signed it, or it was changed.
    """
    public = _public(key)
    envelope = _read(text)
    if public.keyid not in envelope.signatures:
        signed = ", ".join(envelope.signatures) or "nobody"
        found = f"{key} has not signed it; signed by {signed}"
        raise Refused(Reason.FOREIGN_KEY, found)
    try:
        envelope.verify([public], 1)
    except VerificationError:
        found = "the signature is not one of this content"
        raise Refused(Reason.CHANGED, found) from None
    # A byte that is not signed says nothing, but a file with one is another file.
    if _write(envelope) != text or envelope.payload_type != PAYLOAD:
        raise Refused(Reason.CHANGED, "the file is not as it was written")
    return envelope.payload


def _write(envelope: Envelope) -> str:
    return json.dumps(envelope.to_dict(), indent=1, sort_keys=True) + "\n"


def _read(text: str) -> Envelope:
    try:
        return Envelope.from_dict(json.loads(text))
    except Exception as error:  # noqa: BLE001  # whatever stands there is no envelope
        found = f"no signed envelope: {type(error).__name__}: {error}"
        raise Refused(Reason.UNREADABLE, found) from None


def _signer(path: Path, password: bytes | None) -> CryptoSigner:
    pem = _pem(path)
    try:
        key = load_pem_private_key(pem, password)
        if not isinstance(key, (Ed25519PrivateKey, EllipticCurvePrivateKey)):
            raise KeyUnusable(f"{path} is no Ed25519 and no ECDSA key")
        return CryptoSigner(key)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(f"{path} is no private key to sign with: {error}") from None


def _public(path: Path) -> SSlibKey:
    pem = _pem(path)
    try:
        key = load_pem_public_key(pem)
        if not isinstance(key, (Ed25519PublicKey, EllipticCurvePublicKey)):
            raise KeyUnusable(f"{path} is no Ed25519 and no ECDSA key")
        return SSlibKey.from_crypto(key)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(f"{path} is no public key in PEM: {error}") from None


def _pem(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KeyUnusable(f"{path} cannot be read: {error.strerror}") from None
