-- Who asked for figures to be made anew: nobody, where the installation did it by itself. Until now that was a name.

alter table report_rebuilds alter column asked_by drop not null;
update report_rebuilds set asked_by = null where asked_by = 'system';
