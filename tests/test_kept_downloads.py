"""A file that a press for a download made is there until the browser has asked for it."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

import dashboard


@pytest.fixture
def manager() -> MediaFileManager:
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def pressed(manager: MediaFileManager) -> str:
    """The id of the file that a press made."""
    button = manager.add_deferred(lambda: b"a;b", "text/csv", "0.1", "a.csv")
    return manager.execute_deferred(button).rsplit("/", 1)[1].split(".")[0]


def test_a_download_outlives_the_runs_of_other_readers(manager):
    file = pressed(manager)
    for _ in range(20):  # each end of a run, of whichever reader, takes away what no page holds
        manager.remove_orphaned_files()
    assert manager.read_file(file).content == b"a;b"


def test_a_download_goes_once_its_browser_had_time_to_ask_for_it(manager, monkeypatch):
    monkeypatch.setattr(dashboard, "KEPT_SECONDS", 0)
    file = pressed(manager)
    manager.remove_orphaned_files()
    manager.remove_orphaned_files()
    assert manager.read_file(file) is None
