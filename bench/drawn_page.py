"""What stands on a page of the dashboard, read from Streamlit's own messages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.WidgetStates_pb2 import WidgetState

SIDEBAR = 1  # the first number of a place


class Wrong(Exception):
    """A run ended with an error, or the server did not answer as it should."""


@dataclass
class Shown:
    """What stands at one place of the page."""

    element: Element
    fragment: str
    in_sidebar: bool


@dataclass(kw_only=True)
class DrawnPage:
    """The page that the server has drawn so far, and what its widgets hold."""

    session: str = ""
    query: str = ""
    page: str = ""  # its hash
    pages: dict[str, str] = field(default_factory=dict)  # path in the address → hash
    shown: dict[tuple, Shown] = field(default_factory=dict)
    expanders: dict[str, tuple[str, str]] = field(default_factory=dict)  # label → id, fragment
    values: dict[str, WidgetState] = field(default_factory=dict)
    repeated: dict[str, float] = field(default_factory=dict)  # fragment → seconds

    def all(self, kind: str) -> list[Shown]:
        """The widgets of a kind, as the fields of `Element` call it."""
        return [
            widget for widget in self.shown.values() if widget.element.WhichOneof("type") == kind
        ]

    def labelled(self, kind: str, label: str) -> Shown:
        """The widget of a kind under a label. Raises Wrong where it is not on the page."""
        for widget in self.all(kind):
            if getattr(widget.element, kind).label == label:
                return widget
        raise Wrong(f"no {kind} “{label}” on the page")

    def errors(self) -> list[str]:
        """What the page refuses, in its own words."""
        bodies = [widget.element.alert for widget in self.all("alert")]
        return [alert.body for alert in bodies if alert.format == Alert.ERROR]

    def widgets(self) -> Iterator[tuple[Shown, str]]:
        """What of the page can be filled in or pressed, each with its kind."""
        for widget in self.shown.values():
            kind = widget.element.WhichOneof("type")
            if kind and getattr(getattr(widget.element, kind), "id", None):
                yield widget, kind

    def read(self, message: ForwardMsg) -> None:
        """Takes in one message. Raises Wrong where it shows an exception or lacks a page."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            self._clear(message.metadata.run.fragment_ids)
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
            self.pages = {
                page.url_pathname: page.page_script_hash for page in message.navigation.app_pages
            }
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self.repeated[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self.repeated.pop(fragment, None)
        elif kind == "page_not_found":
            raise Wrong(f"no page {message.page_not_found.page_name}")
        elif kind == "delta":
            self._draw(message)

    def _clear(self, fragments: Sequence[str]) -> None:
        """Forgets what a run will draw anew: these fragments, or all."""
        if not fragments:
            self.shown.clear()
            self.expanders.clear()
            self.repeated.clear()
        gone = [place for place, widget in self.shown.items() if widget.fragment in fragments]
        for place in gone:
            del self.shown[place]

    def _draw(self, message: ForwardMsg) -> None:
        delta, place = message.delta, tuple(message.metadata.delta_path)
        if delta.WhichOneof("type") == "new_element":
            element = delta.new_element
            if element.WhichOneof("type") == "exception":
                raise Wrong(f"{element.exception.type}: {element.exception.message}")
            self.shown[place] = Shown(element, delta.fragment_id, place[0] == SIDEBAR)
            if element.WhichOneof("type") == "selectbox":
                self._as_drawn(element.selectbox)
        elif delta.add_block.expandable.id:
            block = delta.add_block.expandable
            self.expanders[block.label] = block.id, delta.fragment_id

    def _as_drawn(self, box: Selectbox) -> None:
        """Takes over what the server chose in a box, as a browser does."""
        if box.set_value:
            self.values[box.id] = WidgetState(id=box.id, string_value=box.raw_value)
        elif box.id not in self.values and box.HasField("default"):
            current = box.options[box.default]
            self.values[box.id] = WidgetState(id=box.id, string_value=current)
