"""Numbers in the tables of pages: printed as Vietnamese readers write them, sorted as numbers."""

import pandas as pd
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest


def shown() -> None:
    """A table of two columns of numbers, a year and a text, as pages show it."""
    import pandas as pd
    import streamlit as st

    from board.ui.components.tables import with_printed_numbers

    frame = pd.DataFrame(
        {
            "working_days": [0.125, 1274.0, None, 17.5],
            "rows_read": [1244, 7, 0, 1000000],
            "year": [2025] * 4,
            "officer_code": ["16528-01"] * 4,
        }
    )
    st.dataframe(with_printed_numbers(frame))


def test_a_number_has_its_own_decimals_and_a_year_no_point():
    (table,) = AppTest.from_function(shown, default_timeout=300).run().dataframe
    printed = convert_arrow_bytes_to_pandas_df(table.proto.arrow_data.styler.display_values)
    assert printed["working_days"].tolist() == ["0,125", "1.274", "–", "17,5"]
    assert printed["rows_read"].tolist() == ["1.244", "7", "0", "1.000.000"]
    assert printed["year"].astype(str).tolist() == ["2025"] * 4
    assert printed["officer_code"].tolist() == ["16528-01"] * 4


def test_what_is_sorted_stays_a_number():
    (table,) = AppTest.from_function(shown, default_timeout=300).run().dataframe
    assert table.value["working_days"].sort_values().tolist()[:3] == [0.125, 17.5, 1274.0]


def test_a_table_too_large_to_style_is_shown_as_it_is():
    from board.ui.components.tables import with_printed_numbers

    large = pd.DataFrame({"rows_read": range(262_145)})
    assert with_printed_numbers(large) is large
