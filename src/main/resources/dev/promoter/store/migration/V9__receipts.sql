-- What was answered to orders that came with a key; answer is null until there is one.
create table receipt (
  owner varchar(100) not null,
  order_key varchar(255) not null,
  order_text varchar(255) not null,
  nonce varchar(36) not null,
  answer varchar,
  opened_at timestamp with time zone not null,
  primary key (owner, order_key)
);
