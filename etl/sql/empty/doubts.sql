-- grain: doubts, one row a kind of doubt and what it is about; each query of warnings/ adds its own.
create temp table doubts (code varchar, detail varchar, rows bigint);
