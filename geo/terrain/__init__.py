"""What an OpenStreetMap extract says of a kommun: ways and ground, kept beside the store."""
