-- What teams wrote, and what was understood of it.

create table plan_document (
  sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  body       text        not null,
  created_at timestamptz not null default clock_timestamp()
);

create table plan_version (
  team        text        not null,
  plan_id     text        not null,
  version     integer     not null check (version >= 1),
  hash        text        not null,
  title       text        not null,
  runnable    boolean     not null,
  document    text        not null references plan_document (sha256),
  created_by  text        not null,
  created_at  timestamptz not null default clock_timestamp(),
  plan        jsonb       not null,
  diagnostics jsonb       not null,
  primary key (team, plan_id, version)
);

create index plan_version_hash on plan_version (hash);
create index plan_version_document on plan_version (document);

-- What happens as plans run. A run names its plan by hash, which several versions can have, so
-- there is no foreign key to a version.

create table run (
  id         text primary key,
  plan_id    text        not null,
  plan_hash  text        not null,
  title      text        not null,
  team       text        not null,
  actor      text        not null,
  priority   text        not null check (priority in ('P0', 'P1', 'P2', 'P3')),
  schedule   text,
  request    text,
  created_at timestamptz not null,
  state      text        not null check (state in (
    'pending', 'running', 'waiting', 'succeeded', 'failed', 'skipped', 'undoing', 'undone',
    'cancelled')),
  since      timestamptz not null,
  writer     text,
  number     bigint,
  ended_at   timestamptz,
  failure    jsonb,
  stream     bigint      not null default 0 check (stream >= 0)
);

comment on column run.request is 'hash of what was asked; absent where the workflow came first';
comment on column run.writer is 'with number: the journal line that the state is from';
comment on column run.stream is 'number of the newest journal line';

create index run_newest on run (created_at desc, id desc);
create index run_of_team on run (team, created_at desc, id desc);
create index run_of_plan on run (plan_id, created_at desc, id desc);
create index run_in_state on run (state, created_at desc, id desc);

create table journal (
  run_id text        not null references run (id),
  stream bigint      not null check (stream >= 1),
  writer text        not null,
  number bigint      not null,
  at     timestamptz not null,
  entry  jsonb       not null,
  primary key (run_id, stream),
  unique (run_id, writer, number)
);

create table run_step (
  run_id     text        not null references run (id),
  phase      text        not null,
  task       text        not null,
  state      text        not null check (state in (
    'pending', 'running', 'waiting', 'succeeded', 'failed', 'skipped', 'undoing', 'undone',
    'cancelled')),
  since      timestamptz not null,
  writer     text        not null,
  number     bigint      not null,
  started_at timestamptz,
  ended_at   timestamptz,
  actor      text,
  reason     text,
  outcome    jsonb,
  failure    jsonb,
  primary key (run_id, phase, task)
);

comment on column run_step.task is 'empty: the phase itself';

-- Verbs that people asked for.

create table command (
  id         text primary key,
  run_id     text        not null references run (id),
  body       jsonb       not null,
  delivery   text        not null default 'pending'
    check (delivery in ('pending', 'accepted', 'rejected')),
  message    text,
  created_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  check ((delivery = 'pending') = (settled_at is null))
);

create index command_of_run on command (run_id);
create index command_pending on command (created_at, id) where delivery = 'pending';
