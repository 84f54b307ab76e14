-- Steps are named by run, phase, task and execution (StepRef.id). A step writes here before its
-- run's journal is sure to be written, so there is no foreign key to the run.

create table artifact (
  sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  kind       text        not null,
  bytes      bigint      not null check (bytes >= 0),
  media_type text        not null,
  details    jsonb       not null,
  created_at timestamptz not null default clock_timestamp()
);

create table artifact_use (
  step       text        not null,
  sha256     text        not null references artifact (sha256),
  run_id     text        not null,
  team       text        not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (step, sha256)
);

create index artifact_use_of_team on artifact_use (sha256, team);
create index artifact_use_of_run on artifact_use (run_id);

create table champion (
  team     text        not null,
  name     text        not null,
  model    text references artifact (sha256),
  previous text references artifact (sha256),
  revision bigint      not null check (revision >= 0),
  step     text        not null,
  holder   text,
  since    timestamptz not null,
  primary key (team, name)
);

comment on column champion.step is 'made the last change, be it an undo';
comment on column champion.holder is 'the step whose change holds now';

create index champion_model on champion (model);
create index champion_previous on champion (previous);

create table champion_change (
  step          text        not null,
  team          text        not null,
  name          text        not null,
  kind          text        not null check (kind in ('promote', 'rollback')),
  revision      bigint      not null check (revision >= 1),
  model         text,
  from_model    text,
  from_previous text,
  from_holder   text,
  at            timestamptz not null,
  undone_at     timestamptz,
  primary key (step, name),
  foreign key (team, name) references champion (team, name)
);

create index champion_change_of_name on champion_change (team, name, revision);

create table outbox (
  step       text        not null,
  purpose    text        not null check (purpose in ('send', 'withdraw')),
  channel    text        not null,
  message    text        not null,
  created_at timestamptz not null default clock_timestamp(),
  sent_at    timestamptz,
  primary key (step, purpose)
);
