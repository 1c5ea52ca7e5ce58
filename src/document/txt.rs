//! Plain text: encodings, line ends, headings and paragraphs.
