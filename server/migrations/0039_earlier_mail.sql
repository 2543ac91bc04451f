-- When the mail before the newest one left for the same address: whether a bounce that names nobody else can mean but one.
alter table outgoing_addresses add column earlier_at timestamptz;
