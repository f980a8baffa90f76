//! A wish becomes new file texts; comments, order and spacing survive.
