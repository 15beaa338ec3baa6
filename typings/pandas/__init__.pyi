# pandas' own types say that a cell of a row may be any scalar; what each column holds is said by
# the warehouse and pinned by tests, so to the type checker all of pandas is Any.
from typing import Any

def __getattr__(name: str) -> Any: ...
