-- grain: comment_themes, one row a word or phrase by which a comment belongs to a theme.
create table comment_themes as
select theme, word from reference_comment_themes;
