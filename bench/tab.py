"""One open tab of the dashboard without a browser: what a browser's page sends over the WebSocket,
in Streamlit's own messages, so that twenty of them fit beside the server on two cores."""

import http.client
import itertools
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from bench.drawn_page import DrawnPage, Shown, Wrong
from board.text import pages as pages_text
from board.text.sign_in import SIGN_IN_PATH, SIGN_OUT_PATH

RUN_SECONDS = 120  # a run of a page that takes longer is an error
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
BROKEN = pages_text.BROKEN.encode()


@dataclass
class Tab(DrawnPage):
    """A tab of a browser of its own. `open` it, then `set`, `press`, `run`, `take`, `wait`."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    look: Callable[[bytes], None] = lambda content: None  # at whatever the server sends
    socket: ClientConnection | None = None
    held: ExitStack = field(default_factory=ExitStack)
    numbers: itertools.count = field(default_factory=itertools.count)

    def open(self, query: str) -> float:
        """Opens the first page under an address; gives the seconds until it stands."""
        self._ask("GET", "/")
        self.socket = self.held.enter_context(
            connect(
                f"ws://localhost:{self.port}/_stcore/stream",
                origin=f"http://localhost:{self.port}",
                subprotocols=["streamlit", "x"],
                additional_headers={"Cookie": self._cookie()},
                max_size=None,
                max_queue=None,
                open_timeout=RUN_SECONDS,
            )
        )
        self.query, self.page = query, ""
        self.values.clear()
        return self.run()

    def sign_in(self, account: str, password: str) -> None:
        """Signs in, or signs out and in again. Raises Wrong where that is refused."""
        self._ask("POST", SIGN_OUT_PATH, "")
        self._ask("GET", SIGN_IN_PATH)
        form = urlencode({"name": account, "password": password})
        if (answer := self._ask("POST", SIGN_IN_PATH, form)).status != 303:
            raise Wrong(f"sign-in of {account}: {answer.status}")

    def close(self) -> None:
        """Closes the tab; its session ends a moment later."""
        self.held.close()

    def go(self, path: str) -> float:
        """Goes to another page of the list, as a press on its name does."""
        stay = {
            getattr(widget.element, kind).id for widget, kind in self.widgets() if widget.in_sidebar
        }
        self.values = {key: value for key, value in self.values.items() if key in stay}
        self.page, self.query = self.pages[path], ""
        return self.run()

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
                self.read(message)
            answer = message.backend_operation_response
            if answer.error_msg:
                raise Wrong(f"download “{button.label}”: {answer.error_msg}")
            url = answer.deferred_file.url
        answer = self._ask("GET", url)
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
            self.read(message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished in DONE:
                    break
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Wrong("a page does not compile")
        if not fragment:
            alive = {getattr(widget.element, kind).id for widget, kind in self.widgets()}
            alive |= {place for place, _ in self.expanders.values()}
            self.values = {key: value for key, value in self.values.items() if key in alive}
        return time.perf_counter() - started

    def _next(self) -> ForwardMsg:
        content = self.socket.recv(timeout=RUN_SECONDS)
        self.look(content)
        if BROKEN in content:
            raise Wrong(pages_text.BROKEN)
        message = ForwardMsg()
        message.ParseFromString(content)
        return message

    def _ask(self, method: str, path: str, form: str | None = None) -> http.client.HTTPResponse:
        """The answer to a request, whose cookies are kept; its body is read and its length kept as
        `size`."""
        headers = {"Cookie": self._cookie(), "Accept": "text/html"}
        if form is not None:
            headers |= {
                "Origin": f"http://localhost:{self.port}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        connection = http.client.HTTPConnection("localhost", self.port, timeout=RUN_SECONDS)
        connection.request(method, path, form, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.look(content)
        answer.size = len(content)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())
