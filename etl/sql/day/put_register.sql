-- grain: <table>, as the register's files tell now.
drop table built.<table>;
create table built.<table> as from newer.<table>;
