"""What an OpenStreetMap extract says of a kommun, kept beside the store.

``ways`` is how one gets about. ``ground`` is what is drawn under the places: ``ground.build`` makes
it, and ``ground.load(store, kommun, level=…, within=…)`` gives a ``schema.Ground``, plain arrays of
``areas``, ``lines`` and ``names`` by class in the store's CRS, for maps that are drawn without a
browser; their colours are in ``look.GROUND_AREAS`` and ``look.GROUND_LINES``.
"""
