//! `atomic_write`: a temporary file beside the target, synced, renamed, the folder synced.
