//! Answers as tables: one entry in full, and what the map reveals.
