-- deed: what people did. It takes new rows only; origin: user and host, or an address; fields: a
-- JSON object of texts.
create sequence deed_number cache 1;

create table deed (
  id bigint primary key,
  at timestamp with time zone not null,
  kind varchar(40) not null,
  author varchar not null,
  role varchar(40) not null,
  channel varchar(40) not null,
  origin varchar not null,
  release varchar(500) not null,
  target varchar(500) not null,
  subject varchar not null,
  candidate varchar(200) not null,
  reason varchar not null,
  sentence varchar not null,
  fields varchar not null
);
create index deed_of_release on deed (release, id);

${deed_takes_new_rows_only}
