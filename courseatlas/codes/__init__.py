"""Codes that join a release to other datasets: fields of study (CIP 2020, ISCED-F 2013) and occupations (O*NET-SOC 2019)."""
