"""One mail, and several in a file: who sent it, which workbooks are in it, what they are called. Pure."""
