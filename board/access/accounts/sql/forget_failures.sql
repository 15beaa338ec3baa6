-- Takes away failures that no limit counts any more.
delete from failures
where failed_at <= :after
