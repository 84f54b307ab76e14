-- States that verbs bring: ready (waits for a place) and paused; what a task waits for; and which
-- execution of it the row tells of.

alter table run drop constraint run_state_check;
alter table run add constraint run_state_check check (state in (
  'pending', 'ready', 'running', 'paused', 'waiting', 'succeeded', 'failed', 'skipped', 'undoing',
  'undone', 'cancelled'));

alter table run_step drop constraint run_step_state_check;
alter table run_step add constraint run_step_state_check check (state in (
  'pending', 'ready', 'running', 'paused', 'waiting', 'succeeded', 'failed', 'skipped', 'undoing',
  'undone', 'cancelled'));
alter table run_step add column waiting jsonb;
alter table run_step add column execution integer not null default 1 check (execution >= 1);

alter table run add column origin text;
comment on column run.origin is 'the run that this one repeats, keeping its valid outcomes';
