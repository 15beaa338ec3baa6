"""A page that draws each payload, escaped, wherever Streamlit reads markdown; for a browser."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from board.text.markdown import escaped
from tests.hostile import PAYLOADS, UNSEEN

for name, payload in (PAYLOADS | UNSEEN).items():
    text = escaped(payload)
    with st.container(key=f"payload_{name}"):
        for drawn in (st.markdown, st.caption, st.info):
            drawn(text)
        st.header(text, anchor=False)
        st.markdown(f"**{text}**  \n:small[:gray[{text}]]\n- {text}")
        st.metric(text, text)
        st.button(text, key=f"button_{name}", help=text)
        st.checkbox(text, key=f"box_{name}")
        st.expander(text)
        st.pills(text, [text], key=f"pills_{name}")
        st.table({text: [text]})
        st.page_link("https://localhost", label=text)
