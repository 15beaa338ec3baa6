-- grain: none; what config.toml says that macros/filters.sql asks.
set variable certification_field = $certification_field;
