"""Tables are values before they are files: due lists, pipeline, held rows."""
