"""What became of an organisation's reports, ready to send to it.

A letter holds what the organisation has reported itself, what was done at those places, and what
the lägesbild says of them. Nothing is quoted from any free text, and no other organisation's
reports can be told from it: see ``others``.
"""
