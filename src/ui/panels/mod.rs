//! One file a panel.
