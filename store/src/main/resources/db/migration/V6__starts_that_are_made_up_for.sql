-- What a run was asked to be started with: where its workflow could not be started, it is later.

alter table run add column start jsonb;
comment on column run.start is 'a Start; absent where the workflow came first, as of a schedule';

create index run_to_start on run (created_at, id) where state = 'pending' and start is not null;
