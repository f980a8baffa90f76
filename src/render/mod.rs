//! A table or findings become bytes in a format.
