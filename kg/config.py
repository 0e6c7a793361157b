"""The few settings that several parts share; every one is a plain constant."""

STORE = "kg-store"
"""The store that commands use where none is named and this folder stands."""

STORE_VARIABLE = "KG_STORE"
"""The environment variable that names the store where `--store` does not."""

BATCH = 16
"""Articles that are read by the model together and written to a store together; a stop loses what is under way."""

SHARE = 4
"""Articles that a process beside this one is given at a time."""
