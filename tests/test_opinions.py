"""What citizens said, on literal rows: whose word a rating is, what goes with being
satisfied, and what comments are about.

All days are of June 2025.
"""

import shutil
import unicodedata
from datetime import date

import pandas as pd
import pytest

from board.methods.drivers import drivers
from board.selection.filters import Filters
from board.text import codes, satisfaction, satisfaction_comments
from board.ui.sections.satisfaction import with_share
from board.warehouse.ask import ask
from tests.conftest import PROJECT
from tests.literal import answer, filled, opened, snapshot

DOSSIERS = """
id | field    | status | received | due   | finished
1  | Hộ tịch  | 10     | 02/06    | 06/06 | 05/06
2  | Đất đai  | 10     | 02/06    | 06/06 | 05/06
"""
JUNE = {"from": date(2025, 6, 1), "to": date(2025, 6, 30)}


def june_rows(of, question: str, **filters) -> pd.DataFrame:
    """The answer for June, None where a cell is absent."""
    options = {"examples": 2, "limit": 100}
    rows = ask(of, question, **JUNE, **options, **Filters(**filters).parameters())
    return rows.astype(object).where(rows.notna(), None)


FACTORS = """
rating | id | rated | source       | scale | overall | attitude | staff
1      | 1  | 01/06 | Phiếu        | 3     | 2       | 3        |
2      | 2  | 02/06 | Phiếu        | 3     | 1       | 2        |
3      |    | 03/06 | Phiếu        | 3     | 1       | 1        |
4      |    | 04/06 | Phiếu        | 3     | 3       | 1        |
5      |    | 05/06 | Phiếu        | 3     | 2       |          |
6      |    | 06/06 | Phiếu        | 3     |         | 1        |
7      |    | 07/06 | Khảo sát     | 5     | 4       | 3        | 4
8      |    | 08/06 | Khảo sát     | 5     | 3       | 4        | 5
9      |    | 31/05 | Khảo sát     | 5     | 5       | 5        | 5
"""


def test_only_who_rates_both_the_factor_and_overall_is_counted_on_each_scale_apart(tmp_path):
    of = snapshot(tmp_path, {"2025-07-15": DOSSIERS}, {"2025-07-16": FACTORS})
    # Scale 3, attitude: content (2, 3) are 1 and 2, of them 1 satisfied; not content are 3 and 4,
    # of them 4 satisfied; 5 and 6 rate only one of the two. Scale 5, content from 4: attitude: 8
    # (not satisfied) against 7 (satisfied); staff: both content, one satisfied. 9 is of May.
    rows = [tuple(row) for row in june_rows(of, "drivers").itertuples(index=False)]
    assert rows == [
        (3, "attitude", 2, 1, 2, 1),
        (5, "attitude", 1, 0, 1, 1),
        (5, "staff", 2, 1, 0, 0),
    ]
    drivers_of_field = [
        tuple(row) for row in june_rows(of, "drivers", field="Hộ tịch").itertuples(index=False)
    ]
    assert drivers_of_field == [(3, "attitude", 1, 1, 0, 0)]


def test_a_factor_with_fewer_than_thirty_on_a_side_is_named_and_not_drawn():
    counts = pd.DataFrame(
        [("attitude", 60, 57, 29, 3), ("staff", 60, 57, 40, 20), ("access", 60, 57, 4, 1)],
        columns=["factor", "content", "content_satisfied", "not_content", "not_content_satisfied"],
    )
    found = drivers(counts, 30)
    found = found.assign(label=found["factor"].map(codes.FACTORS))
    note = satisfaction.drivers_note(found)
    names = "Thái độ phục vụ, Tiếp cận dịch vụ"
    assert f"Một phía có dưới 30 câu trả lời nên không vẽ: {names}." in note
    assert "không phải nguyên nhân" in note
    (staff,) = found[found["factor"] == "staff"].itertuples()
    assert satisfaction.both_n(staff).replace("\u00a0", " ") == "(60; 40 lượt)"
    # 57 of 60 and 20 of 40: 95% and 50%; 100 × (0.95 − 0.5) = 45 points.
    line = satisfaction.driver_line(staff).replace("\u00a0", " ")
    assert line.startswith(f"{staff.label}: 95,0% trong 60 lượt hài lòng với yếu tố này")
    assert "và 50,0% trong 40 lượt không hài lòng với nó; chênh 45,0 điểm" in line


THEMES = f"""theme,word,note
Thái độ,{unicodedata.normalize("NFD", "Gắt")},dựng sẵn và tổ hợp là một
Chờ đợi,chờ lâu,
Chờ đợi,lâu quá,
Ký hiệu,r.t,
Ký hiệu,(50%),
"""
COMMENTS = """
rating | rated | source | scale | overall | comment
1      | 01/06 | Phiếu  | 3     | 1       | Cán bộ GẮT gỏng
2      | 02/06 | Phiếu  | 3     | 1       | gắtt gỏng
3      | 03/06 | Phiếu  | 3     | 3       | chờ\u00a0\u00a0Lâu, lâu quá
4      | 04/06 | Phiếu  | 3     | 2       | Không phải chờ. Lâu nay vẫn vậy
5      | 05/06 | Phiếu  | 3     | 1       | cho lau
6      | 06/06 | Phiếu  | 3     | 2       | rát cả họng, rxt
7      | 07/06 | Phiếu  | 3     | 2       | mẫu R.T giảm (50%)
8      | 08/06 | Phiếu  | 3     | 3       | gắt; chờ lâu
9      | 09/06 | Phiếu  | 3     | 1       | Cán bộ GẮT gỏng
10     | 10/06 | Phiếu  | 3     | 1       |
11     | 31/05 | Phiếu  | 3     | 1       | gắt
"""


@pytest.fixture(scope="module")
def commented(tmp_path_factory):
    folder = tmp_path_factory.mktemp("comments")
    shutil.copytree(PROJECT / "data" / "reference", folder / "reference")
    (folder / "reference" / "comment_themes.csv").write_text(THEMES, "utf-8")
    return opened(filled(folder, {"2025-07-15": DOSSIERS}, {"2025-07-16": COMMENTS}))


def test_a_comment_has_the_themes_whose_whole_words_it_holds(commented):
    # Case, blanks and the two ways to write a letter are alike; signs, tones and word ends are not.
    # A word of the list is no pattern: "r.t" is not "rát" or "rxt".
    rows = june_rows(commented, "comments")
    themes = {row.comment.split()[0] + str(row.overall): row.themes for row in rows.itertuples()}
    assert themes == {
        "Cán1": "Thái độ",
        "gắtt1": None,
        "chờ3": "Chờ đợi",
        "Không2": None,
        "cho1": None,
        "rát2": None,
        "mẫu2": "Ký hiệu",
        "gắt;3": "Chờ đợi; Thái độ",
    }


def test_themes_are_counted_once_a_comment_with_different_examples_and_what_has_none(commented):
    # Nine comments in June: 1, 8, 9 Thái độ; 3, 8 Chờ đợi (3 holds two of its phrases); 7 Ký hiệu;
    # 2, 4, 5, 6 none. 1 and 9 are one example; the least content come first, then the newest.
    rows = june_rows(commented, "comment_themes")
    assert [tuple(row)[:3] for row in rows.itertuples(index=False)] == [
        ("Thái độ", 3, 9),
        ("Chờ đợi", 2, 9),
        ("Ký hiệu", 1, 9),
        (None, 4, 9),
    ]
    examples = [list(example) for example in rows["examples"]]
    assert examples[0] == ["Cán bộ GẮT gỏng", "gắt; chờ lâu"]
    assert examples[1][0] == "gắt; chờ lâu"
    assert examples[3] == ["cho lau", "gắtt gỏng"]
    assert june_rows(commented, "comment_themes", field="Đất đai").empty


def test_the_share_without_a_theme_is_shown_with_its_interval():
    # 4 of 9: z² = 3.8415: centre (4 + 1.9207) ÷ 12.8415 = 0.46106, half width
    # 1.96 × √(4 × 5 ÷ 9 + 0.9604) ÷ 12.8415 = 0.27229: 18.9% to 73.3%.
    without = pd.DataFrame([{"comments": 4, "share": 4 / 9, "low": 0.18877, "high": 0.73335}])
    note = satisfaction_comments.themes_note(without, 9).replace("\u00a0", " ")
    assert note.startswith("4 trong 9 ý kiến (44,4%; từ 18,9 đến 73,3%) không thuộc chủ đề nào.")
    assert "data/reference/comment_themes.csv" in note
    assert satisfaction_comments.themes_note(without[:0], 9).startswith("Cả 9\u00a0ý\u00a0kiến")


def test_examples_are_one_line_of_text_each_in_marks():
    assert satisfaction_comments.quoted("=1+1\n**a**") == "“=1+1 **a**”"
    assert satisfaction_comments.quoted("chờ " * 100) == f"“{'chờ ' * 59}chờ…”"
    rows = pd.DataFrame(
        {
            "theme": ["Thái độ"],
            "comments": [2],
            "share": ["–"],
            "examples": [["=1+1\n**a**", "<b>"]],
        }
    )
    assert satisfaction_comments.themes_table(rows)["Ví dụ"][0] == "“=1+1 **a**” · “<b>”"


def test_a_share_of_ratings_stands_with_its_interval_unless_there_are_too_few():
    rows = with_share(pd.DataFrame({"label": ["a", "b"]}), pd.Series([2, 3]), pd.Series([4, 6]))
    # 3 of 6: half width 1.959964 × √(6 ÷ 4 + 0.960365) ÷ 9.841459 = 0.312384.
    assert rows.loc[0, ["share", "low", "high"]].isna().all()
    assert rows.loc[1, ["n", "share"]].to_list() == [6, 0.5]
    assert rows.loc[1, ["low", "high"]].to_list() == pytest.approx([0.187616, 0.812384], abs=1e-6)


DAYS = ("01/06", "30/06")


def share_parts(row) -> tuple:
    """(numerator, denominator, value) of a share."""
    return row["numerator"], row["denominator"], row["value"]


def finished(count: int) -> str:
    """So many dossiers of 02/06 that were finished on time, without a due date of their own."""
    rows = "\n".join(f"{n} | 10 | 02/06 | 06/06 | 05/06" for n in range(1, count + 1))
    return "id | status | received | due | finished\n" + rows


def ratings(*rows: str) -> str:
    """Ratings, numbered: `id | rated | source | overall | attitude` each."""
    numbered = [f"{number} | {row}" for number, row in enumerate(rows, 1)]
    return "\n".join(["rating | id | rated | source | overall | attitude", *numbered])


def test_what_staff_record_never_takes_the_place_of_what_a_citizen_said(tmp_path):
    # Twenty finished dossiers; of ten the kiosk says no at 9:31 and the officer yes at 16:55.
    pairs = [
        row
        for n in range(1, 11)
        for row in (
            f"{n} | 05/06 09:31 | Máy đánh giá | KHÔNG HÀI LÒNG | Không hài lòng",
            f"{n} | 05/06 16:55 | Cán bộ ghi nhận | Rất hài lòng | Rất hài lòng",
        )
    ]
    of = snapshot(tmp_path, {"2025-06-30": finished(20)}, {"2025-06-30": ratings(*pairs)})
    assert share_parts(answer("share_satisfied", of, *DAYS)) == (0, 10, 0)
    assert share_parts(answer("share_attitude_satisfied", of, *DAYS)) == (0, 10, 0)
    assert share_parts(answer("share_complained_of", of, *DAYS)) == (10, 20, 0.5)
    assert share_parts(answer("satisfaction_qd766", of, *DAYS)) == (10, 20, 0.5)
    assert share_parts(answer("response_rate", of, *DAYS)) == (10, 20, 0.5)
    assert share_parts(answer("share_satisfied_staff", of, *DAYS)) == (10, 10, 1)
    assert share_parts(answer("response_rate_staff", of, *DAYS)) == (10, 20, 0.5)


def test_one_rating_of_not_satisfied_makes_a_dossier_complained_of_whoever_rates_it_after(tmp_path):
    rows = (
        # The citizen twice: the later word stands, the first stays a complaint.
        "1 | 05/06 09:31 | Máy đánh giá | Không hài lòng |",
        "1 | 06/06 10:00 | Trực tuyến | Rất hài lòng |",
        # Staff alone, no and then yes.
        "2 | 05/06 09:00 | Cán bộ ghi nhận | Không hài lòng |",
        "2 | 05/06 10:00 | Cán bộ ghi nhận | Hài lòng |",
        # Staff no, the citizen yes.
        "3 | 05/06 09:00 | Cán bộ ghi nhận | Không hài lòng |",
        "3 | 05/06 10:00 | Phiếu | Hài lòng |",
        # A later silence changes nothing.
        "4 | 05/06 09:00 | Máy đánh giá | Không hài lòng |",
        "4 | 05/06 10:00 | Máy đánh giá | Không biết |",
        "5 | 05/06 09:00 | Máy đánh giá | Hài lòng |",
        # Without a dossier each counts for itself.
        " | 05/06 09:00 | Phiếu | Hài lòng |",
        " | 05/06 09:00 | Phiếu | Hài lòng |",
        " | 05/06 09:00 | Cán bộ ghi nhận | Không hài lòng |",
    )
    of = snapshot(tmp_path, {"2025-06-30": finished(6)}, {"2025-06-30": ratings(*rows)})
    assert share_parts(answer("share_complained_of", of, *DAYS)) == (4, 6, pytest.approx(4 / 6))
    # Their own: 1, 3, 5 and two without a dossier content, 4 not.
    assert share_parts(answer("share_satisfied", of, *DAYS)) == (5, 6, pytest.approx(5 / 6))
    # Of staff: 2 content, 3 and the one without a dossier not.
    assert share_parts(answer("share_satisfied_staff", of, *DAYS)) == (1, 3, pytest.approx(1 / 3))
    assert share_parts(answer("response_rate", of, *DAYS)) == (4, 6, pytest.approx(4 / 6))
    assert share_parts(answer("response_rate_staff", of, *DAYS)) == (2, 6, pytest.approx(2 / 6))


def test_the_samples_citizens_are_less_content_than_with_what_staff_recorded(sample_data):
    # Counted over the raw files: 3,335 of 3,631 own ratings, 1,172 of 1,176 that staff recorded,
    # together 93.8%; two dossiers have two ratings in one minute, of which the later line stands.
    of, whole = opened(sample_data), ("01/07/2023", "30/06/2025")
    assert share_parts(answer("share_satisfied", of, *whole))[:2] == (3335, 3631)
    assert share_parts(answer("share_satisfied_staff", of, *whole))[:2] == (1172, 1176)
    assert answer("response_rate", of, *whole)["value"] == pytest.approx(0.188, abs=1e-3)
    assert answer("response_rate_staff", of, *whole)["value"] == pytest.approx(0.061, abs=1e-3)
