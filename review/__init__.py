"""The supervisors' web application: search, evidence, workflow, accounts."""
