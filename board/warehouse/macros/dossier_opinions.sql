-- grain: dossier_opinions, one row a rating, or a petition, of a dossier of which it says what `part` names.
create or replace temp macro dossier_opinions(part) as table
    select dossier_id
    from feedback
    where scale = 3 and overall is not null
        and (part = 'responded' and is_own or part = 'responded_staff' and source = 'staff')
    union all
    select dossier_id from dissatisfied_dossiers where part = 'complained_of'
    union all
    select dossier_id from petitions where part = 'complained_of';

-- Whether a part is what somebody says of a dossier, which stands in none of its own columns.
create or replace temp macro is_opinion(part) as part in ('responded', 'responded_staff', 'complained_of');
