"""Files that belong to cases, over HTTP and on both databases."""

from __future__ import annotations

import io
import os
import uuid
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from msgspec.structs import replace
from PIL import Image

from central.attachments.store import FileStore
from tests.contract.central import small_city
from tests.contract.central.serving import Central, Person

MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(64)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NAMES = [
    "../../etc/passwd",
    "..\\..\\windows\\system32\\x.dll",
    "/etc/shadow",
    "坑.jpg",
    "a\u202egpj.exe",
    "a\u200bb\ufeff.jpg",
    "nul\u0000byte.jpg",
    "𠮷野家 👷.jpg",
    "con.jpg\r\nX-Evil: yes",
    'a"; filename="b.exe',
]


def picture(form: str = "JPEG", size: tuple[int, int] = (800, 600), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, **more)
    return out.getvalue()


def send(
    who: Person, case: dict[str, Any], content: Any, media: str = "", name: str = "", key: str = ""
) -> requests.Response:
    headers = {"Idempotency-Key": key or str(uuid.uuid4())}
    if media:
        headers["Content-Type"] = media
    url = f"{who.url}/v1/cases/{case['case_id']}/attachments"
    return who.http.post(url, data=content, params={"name": name}, headers=headers, timeout=30)


def attached(who: Person, case: dict[str, Any], content: bytes, **more: str) -> dict[str, Any]:
    answer = send(who, case, content, **more)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()["attachment"]
    return found


def files_of(who: Person, case: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = who.get(f"/v1/cases/{case['case_id']}/attachments").json()[
        "attachments"
    ]
    return found


def state_of(who: Person, case: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = who.get(f"/v1/cases/{case['case_id']}").json()["case"]
    return found


def stored(folder: Path) -> list[Path]:
    return [path for path in (folder / "attachments").rglob("*") if path.is_file()]


class TestAFile:
    @pytest.mark.parametrize(
        ("content", "media"),
        [
            (picture("JPEG"), "image/jpeg"),
            (picture("PNG"), "image/png"),
            (picture("WEBP"), "image/webp"),
            (MP4, "video/mp4"),
            (PDF, "application/pdf"),
        ],
        ids=["jpeg", "png", "webp", "mp4", "pdf"],
    )
    def test_comes_back_as_it_was_sent(self, mei: Person, content: bytes, media: str) -> None:
        case = mei.report()
        made = attached(mei, case, content, media=media, name="现场")
        assert (made["media"], made["size"]) == (media, len(content))
        back = mei.get(f"/v1/attachments/{made['attachment']}")
        assert back.content == content
        assert back.headers["Content-Type"] == media
        assert back.headers["X-Content-Type-Options"] == "nosniff"
        assert back.headers["Content-Disposition"].startswith("attachment; ")
        [line] = files_of(mei, case)
        assert (line["name"], line["actor"], line["sha256"]) == ("现场", "mei", made["sha256"])

    def test_is_a_fact_in_the_log_and_part_of_the_case(self, mei: Person) -> None:
        case = mei.report()
        made = attached(mei, case, PDF)
        now = state_of(mei, case)
        assert now["attachments"] == [made["attachment"]]
        assert now["version"] == case["version"] + 1
        last = mei.log(mei.head() - 1)[-1]
        assert last["event"]["kind"] == "attachment_added"

    def test_needs_no_word_about_what_it_is(self, mei: Person) -> None:
        made = attached(mei, mei.report(), PDF, media="application/octet-stream")
        assert made["media"] == "application/pdf"

    def test_may_come_after_the_case_is_closed(self, mei: Person) -> None:
        case = mei.report()
        mei.do(case, "close", reason="on-the-spot")
        assert attached(mei, case, PDF)

    @pytest.mark.parametrize("name", NAMES)
    def test_keeps_any_name_exactly_and_only_as_data(self, mei: Person, name: str) -> None:
        case = mei.report()
        made = attached(mei, case, PDF, name=name)
        assert [line["name"] for line in files_of(mei, case)] == [name]
        back = mei.get(f"/v1/attachments/{made['attachment']}")
        saved = f'attachment; filename="{made["attachment"]}.pdf"'
        assert back.headers["Content-Disposition"] == saved
        assert "X-Evil" not in back.headers

    def test_has_a_name_of_bounded_length(self, mei: Person) -> None:
        assert send(mei, mei.report(), PDF, name="长" * 256).status_code == 422


class TestASmallPicture:
    def test_has_320_pixels_at_most(self, mei: Person) -> None:
        made = attached(mei, mei.report(), picture("PNG", (800, 400)))
        back = mei.get(f"/v1/attachments/{made['attachment']}/thumbnail")
        assert back.headers["Content-Type"] == "image/jpeg"
        assert back.headers["X-Content-Type-Options"] == "nosniff"
        assert Image.open(io.BytesIO(back.content)).size == (320, 160)

    def test_says_nothing_of_where_and_with_what_it_was_taken(self, mei: Person) -> None:
        exif = Image.Exif()
        exif[0x010F] = "a telephone"
        exif.get_ifd(0x8825)[1] = "N"
        made = attached(mei, mei.report(), picture(exif=exif))
        back = mei.get(f"/v1/attachments/{made['attachment']}/thumbnail").content
        assert b"a telephone" not in back
        assert not Image.open(io.BytesIO(back)).getexif()

    def test_is_not_made_of_a_document(self, mei: Person) -> None:
        made = attached(mei, mei.report(), PDF)
        assert mei.get(f"/v1/attachments/{made['attachment']}/thumbnail").status_code == 404


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "content",
        [b"", b"{}", b"MZ" + bytes(100), b"<svg xmlns='http://www.w3.org/2000/svg'/>",
         b"<html><script>", b"PK\x03\x04" + bytes(60), picture("GIF"), b"#!/bin/sh\n"],
        ids=["nothing", "json", "exe", "svg", "html", "zip", "gif", "script"],
    )  # fmt: skip
    def test_other_types_whatever_they_are_called(self, mei: Person, content: bytes) -> None:
        case = mei.report()
        answer = send(mei, case, content, "image/jpeg", "photo.jpg")
        assert (answer.status_code, answer.json()["code"]) == (415, "type-not-allowed")
        assert state_of(mei, case) == case

    def test_content_that_is_not_what_it_claims(self, mei: Person) -> None:
        answer = send(mei, mei.report(), PDF, "image/jpeg", "photo.jpg")
        assert (answer.status_code, answer.json()["code"]) == (415, "type-mismatch")

    def test_a_picture_that_is_cut_off(self, mei: Person) -> None:
        answer = send(mei, mei.report(), picture()[:300], "image/jpeg")
        assert (answer.status_code, answer.json()["code"]) == (415, "type-mismatch")

    def test_a_picture_with_too_many_pixels_before_it_is_decoded(self, mei: Person) -> None:
        small = bytearray(picture("PNG", (8, 8)))
        small[16:24] = (60_000).to_bytes(4, "big") * 2
        small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
        answer = send(mei, mei.report(), bytes(small), "image/png")
        assert (answer.status_code, answer.json()["code"]) == (422, "too-many-pixels")

    def test_a_document_above_20_and_a_video_above_100_mebibytes(self, mei: Person) -> None:
        case = mei.report()
        for head, most in ((PDF, 20 << 20), (MP4, 100 << 20)):
            answer = send(mei, case, head + bytes(most))
            assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
        assert state_of(mei, case) == case

    def test_a_file_without_a_key(self, mei: Person) -> None:
        url = f"{mei.url}/v1/cases/{mei.report()['case_id']}/attachments"
        assert mei.http.post(url, data=PDF, timeout=10).status_code == 400


class TestSendingItAgain:
    def test_with_the_same_key_adds_one_file(self, mei: Person) -> None:
        case, key = mei.report(), str(uuid.uuid4())
        first, again = (send(mei, case, PDF, key=key) for _ in range(2))
        assert first.json() == again.json()
        assert again.headers["Idempotent-Replayed"] == "true"
        assert len(files_of(mei, case)) == 1

    def test_with_the_same_key_and_another_content_is_refused(self, mei: Person) -> None:
        case, key = mei.report(), str(uuid.uuid4())
        made = attached(mei, case, PDF, key=key)
        other = send(mei, case, PDF + b"\n", key=key)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
        assert mei.get(f"/v1/attachments/{made['attachment']}").content == PDF


class TestWhoMaySeeIt:
    def test_a_case_outside_the_scope_has_no_files(self, central: Central, mei: Person) -> None:
        case = mei.report(area=small_city.SOUTH)
        made = attached(mei, case, picture())
        north = central.person("north")
        for path in (
            f"/v1/cases/{case['case_id']}/attachments",
            f"/v1/attachments/{made['attachment']}",
            f"/v1/attachments/{made['attachment']}/thumbnail",
        ):
            assert north.get(path).status_code == 404
        assert send(north, case, PDF).status_code == 404
        assert len(files_of(mei, case)) == 1

    @pytest.mark.parametrize(
        "made", ["x", "..%2f..%2ftokens.toml", "6f1c3f0e-8f55-4d0e-9a57-0b2f6a1f2c11", "%00"]
    )
    def test_what_is_not_there_is_not_found(self, mei: Person, made: str) -> None:
        assert mei.get(f"/v1/attachments/{made}").status_code == 404

    def test_a_wall_looks_and_adds_nothing(self, central: Central, mei: Person) -> None:
        case, wall = mei.report(), central.person("wall")
        made = attached(mei, case, PDF)
        assert wall.get(f"/v1/attachments/{made['attachment']}").status_code == 200
        assert send(wall, case, PDF).status_code == 403


class TestOnTheDisk:
    def test_names_are_centrals_own(self, start: Callable[..., Central], tmp_path: Path) -> None:
        mei = start().person("mei")
        made = attached(mei, mei.report(), PDF, name="../../x.pdf")["attachment"]
        names = {path.name for path in stored(tmp_path / "data")}
        assert names == {made, f"{made}.json"}
        assert (tmp_path / "data/attachments" / made[:2] / made[2:4] / made).read_bytes() == PDF

    def test_a_refused_file_leaves_nothing(
        self, start: Callable[..., Central], tmp_path: Path
    ) -> None:
        mei = start().person("mei")
        case = mei.report()
        for content in (picture()[:300], PDF + bytes(20 << 20), b"{}"):
            assert send(mei, case, content).status_code in (413, 415)
        assert stored(tmp_path / "data") == []

    def test_the_next_start_keeps_what_is_in_the_log_and_removes_the_rest(
        self, start: Callable[..., Central], tmp_path: Path
    ) -> None:
        first = start()
        mei = first.person("mei")
        case = mei.report()
        kept = attached(mei, case, PDF)["attachment"]
        first.kill()
        data = tmp_path / "data"
        files = FileStore(data)
        about = files.about(kept)
        assert about is not None
        lost = str(uuid.uuid4())
        for made in (kept, lost):
            part = files.begin()
            part.write(PDF)
            part.finish()
            files.put(part, replace(about, attachment=made), None)
        (data / "attachments/incoming/half.part").write_bytes(b"half a file")
        for path in (data / "attachments/incoming").iterdir():
            os.utime(path, (0, 0))
        mei = start().person("mei")
        assert {path.name for path in stored(data)} == {kept, f"{kept}.json"}
        assert mei.get(f"/v1/attachments/{kept}").content == PDF
        assert mei.get(f"/v1/attachments/{lost}").status_code == 404
