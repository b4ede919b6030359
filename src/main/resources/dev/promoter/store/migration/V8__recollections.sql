-- What a source of evidence has to know of an earlier look; the text is its own.
create table recollection (
  release varchar(500) not null,
  subject varchar(500) not null,
  text varchar not null,
  primary key (release, subject)
);
