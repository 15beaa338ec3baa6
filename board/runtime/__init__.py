"""What a process runs with: config.toml, the ward's clock, the values it keeps."""
