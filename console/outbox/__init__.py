"""Where commands go: central's REST API, or nowhere, visibly, in a replay."""
