"""Anomalies (异常) in a book of pledge loans that a bureau should look into."""
