"""One file per revision, in the order of `central.migrations.REVISIONS`."""
