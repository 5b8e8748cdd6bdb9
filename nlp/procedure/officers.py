"""Officers as the writs of a case name them, and the numbers of their certificates (执法证号)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from ingest.dossier import Field, Writ
from nlp.facts.people import CERTIFICATE_LETTERS, find_numbered_officers, split_names
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted
from nlp.procedure.same_name import same_name
from nlp.sought import sought

# other cards and whoever is named next: the number behind them is not the officer's
_OTHERS_NUMBER = r"被|性别|居民|身份证(?!件)|身份号|许可证|登记证|合格证|驾驶证|行驶证|执照|信用代码|产品|设备|电话"
_OF_A_CITIZEN = r"\d{15}(?:\d\d[\dXx])?(?![\dXx])"  # an identity number
# behind a name, and perhaps other names: a number in brackets that is no telephone, or one that is called a certificate's
_NUMBER_NEAR = (
    rf"(?:[、，,和][\u4e00-\u9fa5·]{{2,4}}){{0,3}}(?:[（(]|(?:(?!{_OTHERS_NUMBER})[^。；\d]){{0,24}}证(?:(?!{_OTHERS_NUMBER})[^。；\d]){{0,10}})"
    rf"(?P<number>(?!1[3-9]\d{{9}}(?!\d))(?!{_OF_A_CITIZEN}){CERTIFICATE_LETTERS}\d[\d\-]{{4,}})"
)
_LABEL = r"(?:执法|检查|监督|行政执法)?证(?:件)?(?:编)?号(?:码)?"
_BLANK_NUMBER = sought(rf"[（(，,、]{_LABEL}[：:为]?[_\s＿]*(?=[）)，,、；;。]|$)|{_LABEL}[：:为][_＿]+")

_ANY_NUMBER = sought(
    rf"(?:执法|检查|监督)证[^。；\d]{{0,16}}(?!{_OF_A_CITIZEN})\d{{5,}}|(?<!(?<!法)身份)证件?号码?[^。；\d]{{0,6}}(?!{_OF_A_CITIZEN})\d{{5,}}"
)
_ONE_NUMBER = rf"{CERTIFICATE_LETTERS}\d{{5,14}}号?"
_SHOWN = re.compile(rf"证(?:件|号)?[^。；\d]{{0,12}}[（(：:号]?(?P<numbers>{_ONE_NUMBER}(?:[、，,/和及；;]{_ONE_NUMBER})*)(?!\d)")
_MAYBE = sought(rf"证(?:件)?(?:编)?号|[（(](?<=[\u4e00-\u9fa5].){CERTIFICATE_LETTERS}\d{{5,}}")
_SPOKEN = re.compile(r"[？?你您]|我们")
_PRESENTED = re.compile(r"我们?是|执法人员|我们?[\u4e00-\u9fa5]{0,4}叫")
_SENTENCE = re.compile(r"[，,。；;？?！!]")


@dataclass(frozen=True, slots=True)
class NumberedOfficer:
    """An officer with a certificate number, and the writ that says so."""

    name: str
    number: str
    writ: Writ


# what was read once in each case: many checks ask
_READ: WeakKeyDictionary[CaseFile, dict[tuple[int, int, int, int | None], tuple[NumberedOfficer, ...]]] = WeakKeyDictionary()


def named_officers(writ: Writ) -> tuple[str, ...]:
    """The names in the fields for officers of a record, without those who only signed."""
    fields = _fields(writ)
    return tuple(dict.fromkeys(name for field in fields for name in split_names(before_speech(field.text))))


def before_speech(text: str) -> str:
    """What stands behind a label of officers; where it heads what they say, only what they say they are (我们是…执法人员张三、李四)."""
    if not _SPOKEN.search(text):
        return text
    first = _SENTENCE.split(text)[0]
    return first if _PRESENTED.search(first) else ""


def numbered_officers(case: CaseFile, writ: Writ) -> tuple[NumberedOfficer, ...]:
    """Officers with numbers, by the text and by the fields (where a cell breaks the line between name and number)."""
    known = _READ.setdefault(case, {})
    key = writ.place
    if key not in known:
        known[key] = tuple(_numbered(case, writ))
    return known[key]


def _numbered(case: CaseFile, writ: Writ) -> Iterator[NumberedOfficer]:
    if not _MAYBE.search(case.squeezed(writ).text):
        return
    texts = [case.text(writ).text, case.squeezed(writ).text, *(field.text for field in _fields(writ))]
    seen = set()
    for text in texts:
        for found in find_numbered_officers(text):
            one = found.value
            if one.cert_no and (one.name, one.cert_no) not in seen:
                seen.add((one.name, one.cert_no))
                yield NumberedOfficer(one.name, one.cert_no, writ)


@asked_once
def holders(case: CaseFile) -> Mapping[str, tuple[NumberedOfficer, ...]]:
    """Number → who bears it in the dossier, each name once, with the first writ that says so."""
    found: dict[str, dict[str, NumberedOfficer]] = defaultdict(dict)
    for writ in case.dossier.writs:
        for one in numbered_officers(case, writ):
            found[one.number].setdefault(one.name, one)
    return {number: tuple(by_name.values()) for number, by_name in found.items()}


def numbers_in(case: CaseFile, writ: Writ) -> list[tuple[str, str]]:
    """Names of officers and their numbers in a writ, also from a cell without a mark between them, where another writ tells them apart."""
    told = [(one.name, one.number) for one in numbered_officers(case, writ)]
    cells = ["".join(field.text.split()) for field in _fields(writ)]
    for number, borne in holders(case).items():
        told += [(one.name, number) for one in borne if any(one.name + number in cell for cell in cells)]
    return list(dict.fromkeys(told))


def has_number(case: CaseFile, name: str) -> bool:
    """Whether some writ gives this officer a number of his own, in whatever notation, or holds a copy of the certificate."""
    others = set()
    for number, borne in holders(case).items():
        if any(same_name(one.name, name) for one in borne):
            return True
        others.add(number)
    near = re.compile(re.escape(name) + _NUMBER_NEAR)
    for writ in case.dossier.writs:
        for text in _texts(case, writ):
            if ("执法证" in writ.title and name in text) or any(not _of_another(match["number"], others) for match in near.finditer(text)):
                return True
    return False


def _of_another(number: str, others: set[str]) -> bool:
    """Whether a number is another's, whose letters (鲁建执370827) may have been left out."""
    return any(other.endswith(number) for other in others)


def numbers_shown(case: CaseFile, writ: Writ) -> int:
    """How many numbers a record tells of certificates that were shown, without saying whose each is: 出示证件（1、2）."""
    return max((len(set(re.findall(r"\d{5,}", match["numbers"]))) for match in _SHOWN.finditer(case.squeezed(writ).text)), default=0)


def no_numbers_at_all(case: CaseFile) -> bool:
    """Whether no writ of the dossier prints a number of any certificate: then none was misread either."""
    return not holders(case) and not any(_ANY_NUMBER.search(case.squeezed(writ).text) for writ in case.dossier.writs)


def blank_number(case: CaseFile, writ: Writ) -> tuple[int, int] | None:
    """Where a record prints a place for certificate numbers and leaves it blank."""
    match = _BLANK_NUMBER.search(case.squeezed(writ).text)
    return match.span() if match else None


def known_as(name: str, names: Mapping[str, object] | set[str]) -> str | None:
    """The name among others that this one is, a character misread included."""
    return name if name in names else next((other for other in names if same_name(name, other)), None)


def _fields(writ: Writ) -> list[Field]:
    return [field for name in ("officers", "handlers", "inspectors") for field in writ.all(name) if field.state == "value"]


def _texts(case: CaseFile, writ: Writ) -> tuple[str, ...]:
    return (case.squeezed(writ).text, *("".join(field.text.split()) for field in _fields(writ)))


def named_in(case: CaseFile, writ: Writ, name: str) -> Evidence:
    """Where a writ names an officer; the writ itself where the name is not found as such."""
    at = case.squeezed(writ).text.find(name)
    return quoted(case, writ, f"执法人员 {name}", at, at + len(name)) if at >= 0 else case.evidence(f"执法人员 {name}", writ=writ)
