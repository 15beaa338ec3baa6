-- grain: none; texts by their words.

-- A text as words and signs with one blank around each, so that `contains` finds whole words and
-- phrases only and no text becomes a pattern: case and blanks are alike, marks of tone and vowel not.
create or replace temp macro in_words(text) as
    ' ' || trim(regexp_replace(
        regexp_replace(lower(nfc_normalize(text)), '([^\p{L}\p{M}\p{N}])', ' \1 ', 'g'),
        '[\s\p{Z}]+', ' ', 'g'
    )) || ' ';
