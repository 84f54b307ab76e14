-- Plans that runs came to by themselves: a version with the tasks that outcomes added to it. They
-- are no versions of a team's plan, so nothing is started from them but repeats of their runs.

create table grown_plan (
  hash       text primary key,
  plan       jsonb       not null,
  created_at timestamptz not null default clock_timestamp()
);
