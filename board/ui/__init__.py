"""The shell, the filters, the parts of pages: with pages/ the only importer of streamlit."""
