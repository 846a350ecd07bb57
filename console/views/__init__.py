"""Windows, docks, dialogs and wall pages: they ask and show, nothing else."""
