//! Questions about what is wrong: every rule is a file and a page.
