"""Everything that people touch: files, spreadsheets, commands, reports and the explorer."""
