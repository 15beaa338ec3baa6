-- Takes away failures that no limit counts any more and what a clock left that was set back.
delete from failures
where failed_at <= :after or failed_at > :ahead
