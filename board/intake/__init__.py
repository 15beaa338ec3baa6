"""What the board has etl do: previews and loads of dropped files, loads of entries, the watcher."""
