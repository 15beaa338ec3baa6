-- grain: none; percentiles of values that were counted first.

-- percentile_cont over values that were counted: `up_to` is how many of `n` are `value` or less.
-- At position p × (n − 1) of the sorted values, counted from 0, between the two nearest.
create or replace temp macro percentile_of_counts(p, value, up_to, n) as
    min(value) filter (where up_to > floor(p * (n - 1)))
    + max(p * (n - 1) - floor(p * (n - 1))) * (
        min(value) filter (where up_to > ceil(p * (n - 1)))
        - min(value) filter (where up_to > floor(p * (n - 1)))
    );
