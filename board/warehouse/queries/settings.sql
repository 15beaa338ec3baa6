-- grain: none; what config.toml says that filters.sql asks.
set variable certification_field = $certification_field;
