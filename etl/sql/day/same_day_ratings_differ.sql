-- grain: one row a rating in a file that stays which is another now for what the files of one day tell.
(from older.same_day_ratings except all from newer.same_day_ratings)
union all
(from newer.same_day_ratings except all from older.same_day_ratings);
