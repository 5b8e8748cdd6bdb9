from ingest.document import Box, Cell, Document, Page, Source
from ingest.dossier import Dossier, Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.seized_items import seized_items


def items(text: str, tables: tuple[tuple[Cell, ...], ...] = ()) -> list[str]:
    page = Page(1, text, tables=tables)
    writ = Writ("seizure_doc", "扣押物品清单", 1, 1, "list")
    dossier = Dossier("key", "name", (Document(Source("key", "text/plain", 0), "dossier", "name", (page,)),), (writ,))
    return [item.name for item in seized_items(CaseFile(dossier), writ)]


def test_rows_that_begin_with_a_number() -> None:
    assert items("扣押物品清单\n序号 名称 数量\n1 重型自卸货车 1辆\n2 电子秤 2台\n2024年3月4日\n") == ["重型自卸货车", "电子秤"]


def test_the_column_of_names_with_a_name_on_two_lines() -> None:
    text = "序号名称1电动自行车充48V电器"
    box = Box(0, 0, 1, 1)
    cells = (
        Cell(0, 0, box, ((0, 2),)),
        Cell(0, 1, box, ((2, 4),)),
        Cell(1, 0, box, ((4, 5),)),
        Cell(1, 1, box, ((5, 11), (14, 16))),
        Cell(1, 2, box, ((11, 14),)),
    )
    assert items(text, (cells,)) == ["电动自行车充电器"]
