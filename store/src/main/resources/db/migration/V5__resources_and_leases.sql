-- What runs have in common, and who holds what of it. A step asks before its run's journal is sure
-- to be written, so there is no foreign key to the run.

create table resource (
  name       text             primary key,
  kind       text             not null check (kind in ('named', 'executor', 'run', 'budget')),
  capacity   double precision not null check (capacity >= 0),
  changed_at timestamptz      not null default clock_timestamp()
);

create table lease (
  step         text             not null,
  resource     text             not null references resource (name),
  units        double precision not null check (units >= 0),
  run_id       text             not null,
  task         text             not null,
  workflow     text             not null,
  workflow_run text             not null,
  urgency      integer          not null,
  since        timestamptz      not null default transaction_timestamp(),
  granted_at   timestamptz,
  told_at      timestamptz,
  settled_at   timestamptz,
  checked_at   timestamptz      not null default clock_timestamp(),
  primary key (step, resource)
);

comment on column lease.units is 'of a budget: reserved until it is settled, then spent';
comment on column lease.workflow_run is 'first run id in Temporal of the workflow that asked';
comment on column lease.told_at is 'when the workflow learned that it was granted';
comment on column lease.checked_at is 'when Temporal was last asked whether the workflow is open';

create index lease_queue on lease (urgency, since, step) where granted_at is null;
create index lease_open on lease (checked_at) where settled_at is null;
create index lease_untold on lease (granted_at) where granted_at is not null and told_at is null;
create index lease_of_resource on lease (resource);
