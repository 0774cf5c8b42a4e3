"""Everything but the web page: sources, store, join, analysis, lägesbild, layers and reports."""
