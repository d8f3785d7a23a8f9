"""Codes that join a release to other datasets.

Fields of study have codes of CIP 2020 and ISCED-F 2013, occupations of O*NET-SOC 2019.
"""
