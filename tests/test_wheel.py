"""The portal is installed as a wheel and runs away from the checkout, with all that it shows."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).parent / "uv"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which a freshly built wheel was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command: list[str | Path] = [UV, "build", "--wheel", "--quiet", "--out-dir", folder]
    constraints = ROOT / "requirements" / "build.txt"
    subprocess.run([*command, "--build-constraints", constraints, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def environment(installed: Path, tmp_path: Path) -> Mapping[str, str]:
    """Settings for a portal of its own, with the wheel before the checkout."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(installed),
        "PORTAL_DATABASE_URL": f"sqlite:///{tmp_path}/portal.db",
        "PORTAL_KEYS_FILE": str(tmp_path / "portal.keys"),
        "PORTAL_PUBLIC_NAME": "Tuesday desk",
        "PORTAL_PUBLIC_URL": f"http://localhost:{port}",
        "PORTAL_PORT": str(port),
    }


def portal(*arguments: str, environment: Mapping[str, str], cwd: Path) -> str:
    """What a command of the portal says; it must end well."""
    command = [sys.executable, "-m", "portal", *arguments]
    return subprocess.check_output(command, env=environment, cwd=cwd, text=True)


@pytest.fixture
def served(environment: Mapping[str, str], tmp_path: Path) -> Iterator[httpx2.Client]:
    """A client of a portal that runs from the wheel."""
    portal("keys", environment=environment, cwd=tmp_path)
    portal("migrate", environment=environment, cwd=tmp_path)
    command = [sys.executable, "-m", "portal", "serve"]
    with (
        subprocess.Popen(command, env=environment, cwd=tmp_path) as server,
        httpx2.Client(base_url=environment["PORTAL_PUBLIC_URL"]) as client,
    ):
        try:
            wait_for(client, server)
            yield client
        finally:
            server.terminate()


def wait_for(client: httpx2.Client, server: "subprocess.Popen[bytes]") -> None:
    """Until the server answers; it may take half a minute, and must not have ended."""
    for _ in range(300):
        assert server.poll() is None
        try:
            client.get("/")
        except httpx2.ConnectError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")


def test_a_wheel_holds_templates_catalogues_and_the_script_of_the_build(installed: Path) -> None:
    assert (installed / "portal/_data/templates/layouts/page.html").is_file()
    assert (installed / "portal/_data/locales/en/LC_MESSAGES/portal.po").is_file()
    assert (installed / "portal/_data/templates/messages/reminder.text.txt").is_file()
    assert (installed / "portal/_data/locales/ur/telling.txt").is_file()
    assert (installed / "portal/static/h.js").stat().st_size > 40_000


def test_a_wheel_holds_nothing_of_the_tests(installed: Path) -> None:
    tops = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"portal", "services_directory", "bookings"}


def test_the_wheel_is_what_runs(environment: Mapping[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import portal; print(portal.__file__)"]
    said = subprocess.check_output(command, env=environment, cwd=tmp_path, text=True)
    assert Path(said.strip()).is_relative_to(environment["PYTHONPATH"])


def test_the_first_page_and_its_files_are_served_from_a_wheel(served: httpx2.Client) -> None:
    page = served.get("/")
    assert page.status_code == 200
    assert "Tuesday desk" in page.text
    files = re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css|svg)[^"]*)"', page.text)
    assert any(".css" in file for file in files)
    assert any(".js" in file for file in files)
    assert [served.get(file).status_code for file in files] == [200] * len(files)
