-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
select
    * replace (code_of(dossier_id) as dossier_id, coalesce(channel, 'letter') as channel),
    case
        when petition_id is null and kind <> 'denunciation'
            then {'field': 'petition_id', 'value': null, 'reason': 'required'}
        when least(accepted_on, declined_on, settled_on) < received_on
            then {'field': 'received_on', 'value': strftime(received_on, '%d/%m/%Y'), 'reason': 'handled_before_received'}
        when settled_on < accepted_on
            then {'field': 'settled_on', 'value': strftime(settled_on, '%d/%m/%Y'), 'reason': 'settled_before_accepted'}
    end as broken
from typed
