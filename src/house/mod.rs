//! The house format: how a file of the map is written.
