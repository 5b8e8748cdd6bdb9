"""Changes of single writs of the samples."""

from zhijian.demo.blocks import Field, Grid, Opinion, Para, Sign, Writ
from zhijian.demo.edits import altered, behind, counted, reworded, rows, without


def writ() -> Writ:
    return Writ(
        "closing",
        "closing_doc",
        "结案审批表",
        blocks=[
            Field("参加人员", "王小虎"),
            Para("本卷共 12 页，罚款500元。"),
            Opinion("负责人意见", "同意结案。", ("王小虎",)),
            Grid(("序号",), (("1",), ("2",)), (1,)),
            Sign("参加人员（签名）：", ("王小虎",)),
        ],
    )


def test_blocks_are_taken_out_and_put_in_by_their_first_words() -> None:
    assert [type(block) for block in without("参加人员", "负责人")(writ()).blocks] == [Para, Grid]
    added = behind("参加人员", Para("备注"))(writ())
    assert added.blocks[-1] == Para("备注")


def test_only_blocks_that_have_the_part_are_altered() -> None:
    changed = altered("参加人员", value="李红")(altered("参加人员", names=())(writ()))
    assert changed.blocks[0] == Field("参加人员", "李红")
    assert changed.blocks[-1] == Sign("参加人员（签名）：", ())


def test_words_counts_and_rows_are_changed_where_they_stand() -> None:
    changed = rows(lambda grid: grid.rows[1:])(counted(-2)(reworded("500", "600")(writ())))
    assert changed.blocks[1] == Para("本卷共 10 页，罚款600元。")
    assert changed.blocks[3] == Grid(("序号",), (("2",),), (1,))
    assert changed.blocks[0] == writ().blocks[0]
