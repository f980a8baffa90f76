//! Questions about which entries: words, filters and an expression.
