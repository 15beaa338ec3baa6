-- grain: none; the scalar macro by which a reference file's rule stops a build.

-- True for a row of a reference file that breaks no rule (its code is null); else the build stops
-- with the rule and the line, which words.reference.RULES makes a sentence of.
create or replace temp macro validate_row(line, broken) as
    if(broken is null, true, error('rule ' || broken || ', line ' || line));
