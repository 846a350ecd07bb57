"""Who can reach central: this machine by default, others with TLS, in the clear only on demand."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from central import app
from central.errors import StartError
from central.people import network
from central.settings import Settings
from tests.contract.central.serving import PEOPLE, Central

ALL_ADDRESSES = "0.0.0.0"  # noqa: S104 - what is refused here
SECRETS = json.dumps({"tokens": PEOPLE}).encode() + b"\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> network.Tls:
    """A certificate for this machine that signs itself, good for an hour."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "central under test")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert, secret = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return network.Tls(cert, secret)


@pytest.fixture
def refused(tmp_path: Path, city_folder: Path) -> Callable[..., StartError]:
    """Try to serve with some settings; the refusal."""

    def attempt(**changes: object) -> StartError:
        settings = {"data": tmp_path / "data", "city": city_folder, "secrets_stdin": True}
        with pytest.raises(StartError) as caught:
            app.serve(Settings(**{**settings, **changes}), io.BytesIO(SECRETS), lambda _: None)
        return caught.value

    return attempt


Refused = Callable[..., StartError]


def test_with_tls_a_client_that_trusts_the_certificate_is_served(
    starter: Callable[..., Central], files: network.Tls
) -> None:
    central = starter("--tls-cert", str(files.cert), "--tls-key", str(files.key))
    assert central.url.startswith("https://")
    mei = central.person("mei")
    # the machine's own list of authorities must not decide this test
    mei.http.trust_env, mei.http.verify = False, str(files.cert)
    assert mei.get("/v1/me").json()["actor_id"] == "mei"
    assert mei.report()["case_id"] > 0


def test_with_tls_nobody_is_served_in_the_clear_or_by_a_stranger(
    starter: Callable[..., Central], files: network.Tls
) -> None:
    central = starter("--tls-cert", str(files.cert), "--tls-key", str(files.key))
    with pytest.raises(requests.ConnectionError):
        requests.get(central.url.replace("https", "http") + "/healthz", timeout=5)
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(central.url + "/healthz", timeout=5)


@pytest.mark.parametrize("host", [ALL_ADDRESSES, "::", "192.0.2.7", "central.example"])
def test_a_network_without_tls_is_refused_and_says_why(refused: Refused, host: str) -> None:
    error = refused(host=host)
    assert error.exit_code == 15
    for word in (host, "passwords", "--tls-cert", "--insecure-network"):
        assert word in str(error)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_needs_no_tls(host: str) -> None:
    assert network.checked(Settings(Path(), host=host)) is None


def test_a_network_in_the_clear_is_served_on_demand(
    starter: Callable[..., Central],
) -> None:
    central = starter("--host", ALL_ADDRESSES, "--insecure-network")
    url = central.url.replace(ALL_ADDRESSES, "127.0.0.1")
    assert requests.get(url + "/healthz", timeout=5).status_code == 200
    assert "without TLS" in central.stop()


def test_half_of_the_tls_files_is_refused(refused: Refused, files: network.Tls) -> None:
    assert "--tls-key" in str(refused(tls_cert=files.cert))
    assert "--tls-cert" in str(refused(tls_key=files.key))


def test_files_that_do_not_fit_are_refused(
    refused: Refused, files: network.Tls, tmp_path: Path
) -> None:
    (tmp_path / "key.pem").write_text("not a key")
    error = refused(tls_cert=files.cert, tls_key=tmp_path / "key.pem")
    assert (error.exit_code, "cannot be used" in str(error)) == (15, True)
    assert "cannot be used" in str(refused(tls_cert=tmp_path / "none", tls_key=files.key))


def test_a_locked_key_is_refused_and_not_asked_for(
    refused: Refused, files: network.Tls, tmp_path: Path
) -> None:
    key = serialization.load_pem_private_key(files.key.read_bytes(), None)
    locked = tmp_path / "locked.pem"
    locked.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    assert "locked" in str(refused(tls_cert=files.cert, tls_key=locked))
