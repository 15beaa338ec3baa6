-- Nothing of a denunciation stands in a register but that there was one.
select unit_key, petition_id from petitions where kind = 'denunciation'
union all
select unit_key, record from record_changes where source = 'petitions' and record_values->>'kind' = 'denunciation';
