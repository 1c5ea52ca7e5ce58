//! Charts as SVG with real text, a title, a description and the source line.
