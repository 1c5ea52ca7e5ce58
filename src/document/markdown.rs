//! Markdown: what is read is the text without its marks; the source map leads back.
