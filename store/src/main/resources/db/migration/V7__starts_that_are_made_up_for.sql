-- What a run was asked to be started with: where its workflow could not be started, it is later.

alter table run add column all_tasks boolean;
comment on column run.all_tasks is
  'whether tasks that the document marks done are run too; absent where the workflow came first';

alter table run add column redo jsonb;
comment on column run.redo is 'of a run that repeats its origin: keys of tasks to be done again';

create index run_to_start on run (created_at, id) where state = 'pending' and all_tasks is not null;
