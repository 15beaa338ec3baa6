-- grain: none; the scalar macro that reads a rating.

-- A rating's level on its own scale: 3 = Không hài lòng, Hài lòng, Rất hài lòng; 5 = the survey's.
-- Null is no answer ("Không biết", 0, 9, blank); −1 is a word or number that is not on the scale.
create or replace temp macro level(x, scale) as
    case
        when x is null or regexp_matches(x, '^[09]([.,]0+)?$')
            or fold(x) in ('khongbiet', 'khongtraloi') then null
        when regexp_matches(x, '^[1-5]([.,]0+)?$')
            then if(left(x, 1) <= scale::varchar, try_cast(left(x, 1) as integer), -1)
        when scale = 3
            then coalesce(list_position(['khonghailong', 'hailong', 'rathailong'], fold(x)), -1)
        else coalesce(
            list_position(
                ['ratkhonghailong', 'khonghailong', 'binhthuong', 'hailong', 'rathailong'], fold(x)
            ), -1)
    end;
