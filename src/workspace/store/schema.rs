//! Tables of the workspace file and their version.
