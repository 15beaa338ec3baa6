-- grain: comment_themes, one row a word or phrase by which a comment belongs to a theme.
create table comment_themes as
select theme, word
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/comment_themes.csv', header = true, auto_detect = false, columns = {
        'theme': 'VARCHAR', 'word': 'VARCHAR', 'note': 'VARCHAR'
    })
)
where obeys(line, if(clean(theme) is null or clean(word) is null, 'cell_missing', null));
