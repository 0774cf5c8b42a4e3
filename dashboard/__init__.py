"""The Streamlit app: pages, widgets and the ASGI server around them."""
