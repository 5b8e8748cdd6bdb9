"""The administrative divisions of China: provinces, prefectures, counties; their codes, short and former names."""
