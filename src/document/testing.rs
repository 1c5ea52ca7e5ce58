//! Small files of every format, written byte by byte for tests.

use std::io::Write as _;

/// An archive of these parts, in order.
pub(super) fn zip_of(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A PDF with one content stream a page, drawn in Helvetica (`/F`), whose widths are given.
pub(super) fn pdf_of(pages: &[&str]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    let mut object = |out: &mut Vec<u8>, body: &str| {
        starts.push(out.len());
        let number = starts.len();
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    };
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    object(&mut out, "<</Type/Catalog/Pages 2 0 R>>");
    let (kids, num) = (kids.join(" "), pages.len());
    object(
        &mut out,
        &format!("<</Type/Pages/Kids[{kids}]/Count {num}>>"),
    );
    object(
        &mut out,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    );
    for (at, content) in pages.iter().enumerate() {
        let stream = 5 + 2 * at;
        object(
            &mut out,
            &format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {stream} 0 R>>"
            ),
        );
        let len = content.len();
        object(
            &mut out,
            &format!("<</Length {len}>>\nstream\n{content}\nendstream"),
        );
    }
    let xref = out.len();
    let num = starts.len() + 1;
    out.extend(format!("xref\n0 {num}\n0000000000 65535 f \n").as_bytes());
    for start in &starts {
        out.extend(format!("{start:010} 00000 n \n").as_bytes());
    }
    out.extend(
        format!("trailer\n<</Size {num}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").as_bytes(),
    );
    out
}
