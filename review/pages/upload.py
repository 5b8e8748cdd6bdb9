"""Handing dossiers in (提交案卷) and watching them being screened."""

from __future__ import annotations

import logging
import tempfile
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Annotated

from fastapi import APIRouter, File, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from ingest.convert import PAGED
from ingest.readers.archive import CONTAINERS
from ingest.sniff import media_type, name_zh
from review.rendering import render
from review.services import Desk, Services, SignedIn, note
from review.submit import Submit

router = APIRouter(include_in_schema=False)
MOST_FILES = 50
_ACCEPTED = PAGED | CONTAINERS
_ACCEPTED_ZH = "PDF、OFD、Word、Excel、WPS 文档，扫描或拍照的图片，以及装有这些文件的 ZIP、7z 或邮件（EML）"
_SUFFIXES = ".pdf,.ofd,.docx,.doc,.wps,.rtf,.xlsx,.xls,.et,.pptx,.ppt,.jpg,.jpeg,.png,.tif,.tiff,.bmp,.gif,.webp,.heic,.zip,.7z,.eml"
_CHUNK = 1 << 20
_LOG = logging.getLogger(__name__)


@router.get("/upload")
def upload_page(request: Request, desk: Desk, session: SignedIn) -> Response:
    """The form."""
    return _form(request, desk)


@router.post("/upload")
def upload(request: Request, desk: Desk, session: SignedIn, files: Annotated[list[UploadFile] | None, File()] = None) -> Response:
    """Take files in and have each screened as one dossier. What cannot be taken is named; the others go on."""
    if desk.submit is None:
        return _form(request, desk, status=503)
    chosen = [file for file in files or () if file.filename]
    if not chosen:
        return _form(request, desk, status=422, problems=["没有选择文件。请选择一个或多个案卷文件后再提交"])
    if len(chosen) > MOST_FILES:
        return _form(request, desk, status=422, problems=[f"一次最多提交 {MOST_FILES} 个文件，这次选了 {len(chosen)} 个，均未提交"])
    jobs: list[str] = []
    problems: list[str] = []
    for file in chosen:
        name = _plain(file.filename or "")
        outcome = _take(desk, desk.submit, file, name, user=session.user.name)
        if outcome.startswith("job:"):
            jobs.append(outcome[4:])
            note(desk, request, "upload", subject=outcome[4:], detail=name)
        else:
            problems.append(outcome)
    if problems:
        return _form(request, desk, status=422, problems=problems, jobs=jobs)
    return RedirectResponse(f"/jobs/{','.join(jobs)}", status_code=303)


@router.get("/jobs/{ids}")
def jobs_page(request: Request, desk: Desk, session: SignedIn, ids: str) -> Response:
    """How one or several jobs (separated by commas) stand; asks again by itself every second until all are over."""
    if desk.submit is None:
        raise HTTPException(404, "没有这项评查任务")
    found = [(job, desk.submit.progress(job)) for job in ids.split(",")[:MOST_FILES]]
    known = [(job, progress) for job, progress in found if progress is not None]
    if not known:
        raise HTTPException(404, "没有这项评查任务：程序重新启动后不再显示以前的进度，已评查的案卷见“案卷”页")
    going = any(progress.state in ("queued", "running") for _, progress in known)
    return render(request, "jobs.html", jobs=known, ids=ids, going=going)


def _take(desk: Services, submit: Submit, file: UploadFile, name: str, *, user: str) -> str:
    """``job:ID``, or what is wrong with the file."""
    place = None
    try:
        folder = desk.home / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as stream:
            place = Path(stream.name)
            while chunk := file.file.read(_CHUNK):
                stream.write(chunk)
        if place.stat().st_size == 0:
            return f"“{name}”是空文件，未提交"
        kind = media_type(place)
        if kind not in _ACCEPTED:
            return f"“{name}”是{name_zh(kind)}，未提交。可以提交 {_ACCEPTED_ZH}"
        return f"job:{submit.submit(place, name=name, user=user)}"
    except OSError as error:  # the disk is full, the folder is not ours: the other files still go on
        _LOG.exception("%s could not be taken in", name)
        return f"“{name}”没有保存：数据文件夹不能写入（{error.strerror or '原因不明'}）。请管理员检查磁盘空间和权限后重新提交"
    finally:
        if place is not None:
            place.unlink(missing_ok=True)


def _plain(name: str) -> str:
    """The file's own name: no folders, no control characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C" and char not in '<>:"|?*').strip(" .")
    return kept[-120:] or "未命名"


def _form(
    request: Request, desk: Services, *, status: int = 200, problems: list[str] | None = None, jobs: list[str] | None = None
) -> Response:
    return render(
        request,
        "upload.html",
        status=status,
        problems=problems or [],
        jobs=jobs or [],
        available=desk.submit is not None,
        limit=desk.upload_limit,
        most=MOST_FILES,
        accepted=_ACCEPTED_ZH,
        suffixes=_SUFFIXES,
    )
