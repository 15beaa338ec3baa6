"""What a preview asks about a dropped file, and the answers that somebody gives."""

from datetime import date

import streamlit as st

from board.text import dropped_files
from board.ui.components import blocks


def questions_form(questions: list[dict], place: str) -> None:
    """Asks what a file leaves open; the answers count once the form is sent."""
    answers = st.session_state[f"answers_{place}"]
    with st.form(f"questions_{place}", border=False):
        st.caption(dropped_files.ASK_ONCE)
        cells = st.columns(2)
        for number, question in enumerate(questions):
            with cells[number % 2]:
                _question(question, answers, f"{place}_{question['id']}")
        ids = [question["id"] for question in questions]
        st.form_submit_button(dropped_files.LOOK_AGAIN, on_click=_answer, args=(place, ids))


def _answer(place: str, questions: list[str]) -> None:
    """Keeps what was chosen for each question; what was left open is asked again."""
    for name in questions:
        if (given := st.session_state.get(f"{place}_{name}")) is not None:
            answer = given.isoformat() if isinstance(given, date) else given
            st.session_state[f"answers_{place}"][name] = answer


def _question(question: dict, answers: dict[str, str], key: str) -> None:
    label = blocks.escaped(dropped_files.question_label(question))
    given = answers.get(question["id"]) or question.get("suggested")
    if question["kind"] == "day":
        day = date.fromisoformat(given) if given else None
        st.date_input(label, day, format="DD/MM/YYYY", key=key)
        return
    texts = dict(question["options"])
    options = list(texts)
    place = options.index(given) if given in texts else None
    st.selectbox(
        label,
        options,
        place,
        lambda word: texts[word],
        key=key,
        placeholder=dropped_files.CHOOSE_MEANING,
    )
