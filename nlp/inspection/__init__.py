"""Inspections of enterprises (涉企行政检查): what a ledger shows of who came, how often, with what and on which day."""
