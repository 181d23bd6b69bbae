"""How good the tests are: lines of domain logic broken on purpose, one at a time, and whether a test notices."""
