"""One open tab of the dashboard without a browser: what a browser's page sends over the WebSocket,
in Streamlit's own messages, so that twenty of them fit beside the server on two cores."""

import http.client
import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from board.text import pages as pages_text

RUN_SECONDS = 120  # a run of a page that takes longer is an error
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
BROKEN = pages_text.BROKEN.encode()
SIDEBAR = 1  # the first number of a place


class Wrong(Exception):
    """A run ended with an error, or the server did not answer as it should."""


@dataclass
class Shown:
    """What stands at one place of the page."""

    element: Element
    fragment: str
    in_sidebar: bool


@dataclass
class Tab:
    """A tab of a browser of its own. `open` it, then `run`, `press`, `choose`, `wait`."""

    port: int
    cookies: str = ""
    session: str = ""
    query: str = ""
    page: str = ""  # its hash
    pages: dict[str, str] = field(default_factory=dict)  # path in the address → hash
    shown: dict[tuple, Shown] = field(default_factory=dict)
    expanders: dict[str, tuple[str, str]] = field(default_factory=dict)  # label → id, fragment
    values: dict[str, WidgetState] = field(default_factory=dict)
    repeated: dict[str, float] = field(default_factory=dict)  # fragment → seconds
    socket: ClientConnection | None = None
    held: ExitStack = field(default_factory=ExitStack)
    numbers: itertools.count = field(default_factory=itertools.count)

    def open(self, query: str) -> float:
        """Opens the first page under an address; gives the seconds until it stands."""
        if given := self._get("/").headers.get_all("Set-Cookie"):
            self.cookies = "; ".join(line.split(";")[0] for line in given)
        self.socket = self.held.enter_context(
            connect(
                f"ws://localhost:{self.port}/_stcore/stream",
                origin=f"http://localhost:{self.port}",
                subprotocols=["streamlit", "x"],
                additional_headers={"Cookie": self.cookies},
                max_size=None,
                max_queue=None,
                open_timeout=RUN_SECONDS,
            )
        )
        self.query, self.page = query, ""
        self.values.clear()
        return self.run()

    def close(self) -> None:
        """Closes the tab; its session ends a moment later."""
        self.held.close()

    def go(self, path: str) -> float:
        """Goes to another page of the list, as a press on its name does."""
        stay = {
            getattr(widget.element, kind).id
            for widget, kind in self._widgets()
            if widget.in_sidebar
        }
        self.values = {key: value for key, value in self.values.items() if key in stay}
        self.page, self.query = self.pages[path], ""
        return self.run()

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

    def set(self, kind: str, shown: Shown, value: str | list[str]) -> None:
        """Fills in a widget; a form's are sent with its press."""
        state = WidgetState(id=getattr(shown.element, kind).id)
        if isinstance(value, str):
            state.string_value = value
        else:
            state.string_array_value.data.extend(value)
        self.values[state.id] = state

    def unfold(self, label: str) -> float:
        """Opens an expander whose content is made only then."""
        place, fragment = self.expanders[label]
        self.values[place] = WidgetState(id=place, bool_value=True)
        return self.run(fragment)

    def press(self, shown: Shown) -> float:
        """Presses a button."""
        pressed = WidgetState(id=shown.element.button.id, trigger_value=True)
        return self.run(shown.fragment, pressed)

    def take(self, shown: Shown) -> int:
        """Takes the file of a download button; gives its bytes."""
        button = shown.element.download_button
        url = button.url
        if button.deferred_file_id:
            asked = BackMsg()
            request = asked.backend_operation_request
            request.request_id, request.session_id = f"r{next(self.numbers)}", self.session
            request.deferred_file.file_id = button.deferred_file_id
            self.socket.send(asked.SerializeToString())
            while (message := self._next()).WhichOneof("type") != "backend_operation_response":
                self._read(message)
            answer = message.backend_operation_response
            if answer.error_msg:
                raise Wrong(f"download “{button.label}”: {answer.error_msg}")
            url = answer.deferred_file.url
        answer = self._get(url)
        if answer.status != 200 or not answer.size:
            raise Wrong(f"download “{button.label}”: {answer.status}, {answer.size} bytes")
        return answer.size

    def wait(self, seconds: float) -> None:
        """Reads on for a while, running again what the page runs again by itself."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            pause = min([left, *self.repeated.values()])
            time.sleep(pause)
            for fragment in [*self.repeated] if pause < left else ():
                self.run(fragment, by_itself=True)

    def run(
        self, fragment: str = "", pressed: WidgetState | None = None, by_itself: bool = False
    ) -> float:
        """Asks for a run of the page, or of a fragment; gives the seconds until it has ended.

        Raises Wrong where the page says that something broke.
        """
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self.query, self.page
        state.fragment_id, state.is_auto_rerun = fragment, by_itself
        state.widget_states.widgets.extend([*self.values.values(), *([pressed] if pressed else [])])
        started = time.perf_counter()
        self.socket.send(asked.SerializeToString())
        while True:
            message = self._next()
            self._read(message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished in DONE:
                    break
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Wrong("a page does not compile")
        if not fragment:
            alive = {getattr(widget.element, kind).id for widget, kind in self._widgets()}
            alive |= {place for place, _ in self.expanders.values()}
            self.values = {key: value for key, value in self.values.items() if key in alive}
        return time.perf_counter() - started

    def errors(self) -> list[str]:
        """What the page refuses, in its own words."""
        bodies = [widget.element.alert for widget in self.all("alert")]
        return [alert.body for alert in bodies if alert.format == Alert.ERROR]

    def _widgets(self) -> Iterator[tuple[Shown, str]]:
        for widget in self.shown.values():
            kind = widget.element.WhichOneof("type")
            if kind and getattr(getattr(widget.element, kind), "id", None):
                yield widget, kind

    def _next(self) -> ForwardMsg:
        content = self.socket.recv(timeout=RUN_SECONDS)
        if BROKEN in content:
            raise Wrong(pages_text.BROKEN)
        message = ForwardMsg()
        message.ParseFromString(content)
        return message

    def _read(self, message: ForwardMsg) -> None:
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

    def _get(self, path: str) -> http.client.HTTPResponse:
        """The answer to a request; its body is read and its length kept as `size`."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=RUN_SECONDS)
        connection.request("GET", path, headers={"Cookie": self.cookies} if self.cookies else {})
        answer = connection.getresponse()
        answer.size = len(answer.read())
        connection.close()
        return answer
