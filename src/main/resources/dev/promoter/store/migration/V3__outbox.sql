-- letter: one row per notice and recipient; kept after delivery, so that the same notice is never told twice.
create table letter (
  id varchar(40) primary key,
  channel varchar(100) not null,
  about varchar not null,
  recipient varchar not null,
  subject varchar not null,
  body varchar not null,
  put_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  given_up_at timestamp with time zone,
  attempts integer not null,
  problem varchar not null
);
create index letter_waiting on letter (delivered_at, put_at);

-- due_work: the table of db-scheduler, in its own words. One row per piece of work that is still to be done.
create table due_work (
  task_name varchar(100) not null,
  task_instance varchar(200) not null,
  task_data ${bytes},
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(100),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index due_work_time on due_work (execution_time);
create index due_work_heartbeat on due_work (last_heartbeat);
