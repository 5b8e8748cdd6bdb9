"""Which writs a case's dossier holds, in binding order; and their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from reportlab.pdfgen.canvas import Canvas

from zhijian.demo.blocks import Writ
from zhijian.demo.case import Case
from zhijian.demo.dressing import dressed
from zhijian.demo.layouts import Layout, draw_frame, layout_writ
from zhijian.demo.pages import HEIGHT, WIDTH, Flow
from zhijian.demo.writs import closing, coercion, evidence, filing, hearing, identity, monitoring, notice, review, sampling, summary
from zhijian.demo.writs import decision as decisions
from zhijian.demo.writs.service import receipt

Numbered = tuple[Writ, int, int]  # a writ with its first and last page in the file


def writs(case: Case) -> list[Writ]:
    """The writs of ``case`` without cover, catalogue and closing note; those in ``case.absent`` are left out, ``case.extra`` put in."""
    built = [one for writ in (_summary if case.summary else _ordinary)(case) for one in (writ, *_behind(case, writ))]
    return [case.edited(writ) for writ in built if writ.key not in case.absent]


def _behind(case: Case, writ: Writ) -> Iterator[Writ]:
    return (make(case) for make in case.extra.get(writ.key, ()))


def _summary(case: Case) -> Iterator[Writ]:
    yield summary.decision(case)
    yield evidence.scene(case)
    yield evidence.photos(case)
    if not case.party.citizen:
        yield identity.license(case)
    yield identity.idcard(case)
    if case.agent:
        yield identity.authorization(case)
    yield evidence.av(case)
    yield closing.payment(case)


def _ordinary(case: Case) -> Iterator[Writ]:
    has = case.features.__contains__

    def out(writ: Writ, key: str) -> Iterator[Writ]:
        """An outward writ and its receipt."""
        yield writ
        if writ.key not in case.absent:
            yield receipt(case, key, [writ])

    yield filing.source(case)
    yield evidence.scene(case)
    yield from _measures(case, out)
    yield evidence.photos(case)
    if has("monitored"):
        yield from monitoring.papers(case)
    yield evidence.av(case)
    if has("correction"):
        yield from out(evidence.correction(case), "r_correction")
    yield filing.filing(case)
    if not case.party.citizen:
        yield identity.license(case)
    yield identity.idcard(case)
    if case.agent:
        yield identity.authorization(case)
    yield identity.address(case)
    if has("sampling"):
        if not has("outside_lab"):
            yield sampling.sampling(case)
        yield sampling.entrust(case)
        if has("period"):
            yield from out(sampling.period(case), "r_period")
        yield sampling.appraisal(case)
        yield from out(sampling.result(case), "r_result")
    yield evidence.inquiry(case)
    if case.second:
        yield evidence.second(case)
    yield from evidence.copies(case)
    if has("correction"):
        yield evidence.recheck(case)
    if has("extension") and "extension" not in case.absent:
        yield coercion.extension_approval(case)
        yield from out(coercion.extension(case), "r_extension")
    if has("vehicle"):
        yield from out(coercion.release(case), "r_release")
    yield review.report(case)
    if has("longer"):
        reason = "案件涉及的事实需要进一步核实，情况复杂，九十日内不能作出处理决定，拟延长办案期限三十日。"
        yield coercion.matter(case, "longer_approval", "延长办案期限", reason, "longer", "延期")
    if not has("hearing"):
        yield review.review(case)
    yield from out(notice.notice(case), "r_notice")
    yield from _answers(case, out)
    if has("hearing"):
        yield review.review(case)
    if "discussion" in case.dates:
        yield review.discussion(case)
    yield review.approval(case)
    decided = [decisions.decision(case), *([closing.credit(case)] if has("two_letters") else [])]
    yield from decided
    yield receipt(case, "r_decision", decided)
    yield closing.payment(case)
    yield closing.publicity(case)
    if closing.confiscates_goods(case):
        yield closing.disposal_record(case)
    yield closing.closing(case)


Out = Callable[[Writ, str], Iterator[Writ]]


def _measures(case: Case, out: Out) -> Iterator[Writ]:
    if "seizure" in case.features:
        yield coercion.seizure_approval(case)
        yield from out(coercion.seizure(case), "r_seizure")
        yield coercion.goods(case)
    if "preserve" in case.features:
        yield coercion.preserve_approval(case)
        yield from out(coercion.preserve(case), "r_preserve")
        yield coercion.preserve_list(case)
        yield from out(coercion.disposal(case), "r_disposal")


def _answers(case: Case, out: Out) -> Iterator[Writ]:
    if "waiver" in case.features:
        yield notice.waiver(case)
    if "statement" in case.features:
        yield notice.statement(case)
        yield notice.reconsidered(case)
    if "hearing" in case.features:
        yield hearing.request(case)
        yield from out(hearing.notice(case), "r_hearing")
        yield hearing.record(case)
        yield hearing.report(case)


def render(case: Case, layout: Layout, path: str, seed: str) -> list[Numbered]:
    """Write the dossier's PDF; gives every writ with its pages. The same case, layout and seed give the same bytes."""

    def laid(writ: Writ) -> tuple[Writ, Flow]:
        shown = dressed(writ, case.manner)
        return writ, layout_writ(shown, layout, case.agency.name, Random(f"{seed}/{writ.key}"), case.manner)

    body = [laid(writ) for writ in writs(case)]
    front: list[tuple[Writ, Flow]] = []
    back: list[tuple[Writ, Flow]] = []
    if not case.summary:
        total = sum(len(flow.pages) for _, flow in body)
        rows, page = [], 1
        for writ, flow in body:
            rows.append((writ, page, page + len(flow.pages) - 1))
            page += len(flow.pages)
        front = [laid(case.edited(writ)) for writ in (closing.cover(case, total), closing.catalog(case, rows))]
        back = [laid(case.edited(closing.memo(case, total)))] if "memo" not in case.absent else []
    canvas = Canvas(path, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(f"{case.agency.name}行政处罚案卷")
    canvas.setAuthor("zhijian demo: synthetic")
    numbered, page, listed = [], 1, 0
    for writ, flow in (*front, *body, *back):
        for number, steps in enumerate(flow.pages, 1):
            listed += writ.listed
            for step in steps:
                step(canvas)
            draw_frame(
                canvas,
                layout,
                agency=case.agency.name,
                case_no="" if case.summary else case.no("立"),
                number=listed if writ.listed else None,
                page=number,
                pages=len(flow.pages),
                signer=writ.footer_signers,
            )
            canvas.showPage()
        numbered.append((writ, page, page + len(flow.pages) - 1))
        page += len(flow.pages)
    canvas.save()
    return numbered
