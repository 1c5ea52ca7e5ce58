#!/usr/bin/env python3
"""Writes a few small files of every kind into fuzz/corpus/, for the fuzz targets to begin from.

Nothing is downloaded; every byte is made here. Run it from anywhere: python3 fuzz/seeds.py
"""

import io
import pathlib
import zipfile
import zlib

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus"
SENTENCE = "Japan plans to spend 10 trillion yen (68 billion dollars) by 2027.[1]"


def write(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def pdf(objects, version="1.4", table=True):
    """A file of these objects, the first of which is the catalogue."""
    out = f"%PDF-{version}\n".encode()
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        body = body if isinstance(body, bytes) else body.encode()
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    if table:
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{at:010} 00000 n \n".encode() for at in places)
    out += f"trailer\n<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return out


def stream(data, words=""):
    data = data if isinstance(data, bytes) else data.encode()
    return f"<<{words}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def page(contents, fonts="<</F 5 0 R>>", more=""):
    return [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font {fonts}{more}>>/Contents 4 0 R>>",
        contents,
    ]


HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
LINES = "BT /F 10 Tf 12 TL 50 700 Td (Japan plans to spend more.) Tj T* [(10 tril) -20 (lion yen by) -400 (2027)] TJ ET"


def pdfs():
    write("pdf", "plain.pdf", pdf([*page(stream(LINES)), HELVETICA]))
    packed = zlib.compress(LINES.encode())
    write("pdf", "packed.pdf", pdf([*page(stream(packed, "/Filter/FlateDecode")), HELVETICA]))
    chain = packed.hex().encode() + b">"
    chained = stream(chain, "/Filter[/ASCIIHexDecode/FlateDecode]")
    write("pdf", "chain.pdf", pdf([*page(chained), HELVETICA], table=False))
    columns = "".join(
        f"BT /F 9 Tf {x} {y} Td (Words of column {x} in line {y} here) Tj ET\n"
        for x in (50, 320)
        for y in range(600, 700, 12)
    )
    write("pdf", "columns.pdf", pdf([*page(stream(columns)), HELVETICA]))
    form = stream(LINES, "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>")
    picture = stream(b"\0" * 4, "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray")
    drawn = stream("q .5 0 0 .5 9 9 cm /X Do Q q 500 0 0 500 0 0 cm /Y Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")
    write("pdf", "form.pdf", pdf([*page(drawn, more="/XObject<</X 6 0 R/Y 7 0 R>>"), HELVETICA, form, picture]))
    letters = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0001> <0020> <0041> <0021> <0022> [<0061> <00660069>] endbfrange 1 beginbfchar <0030> <d83dde00> endbfchar endcmap end"
    wide = [
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/W[1[500 600]]>>",
        stream(letters),
    ]
    write("pdf", "wide.pdf", pdf([*page(stream("BT /F 10 Tf 50 700 Td <0001000200210030> Tj ET")), *wide]))
    drawn_font = "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<<>>>>"
    write("pdf", "type3.pdf", pdf([*page(stream("BT /F 10 Tf 50 700 Td (aaa) Tj ET")), drawn_font, stream("9 0 d0 0 0 5 5 re f")]))
    inner = f"1 0 2 {len('<</Type/Catalog/Pages 2 0 R>>') + 1} <</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[]/Count 0>>"
    first = inner.index("<<")
    objects = pdf([stream(zlib.compress(inner.encode()), f"/Type/ObjStm/N 2/First {first}/Filter/FlateDecode")], "1.5", False)
    write("pdf", "packed_objects.pdf", objects)


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def parts(target, name, names, pieces):
    """For a target that packs the archive itself, and whole for the target of archives."""
    write(target, name, "".join(f"\x01{number}{data}" for number, data in pieces))
    write("archive", f"{target}_{name}", zipped([(names[number], data) for number, data in pieces]))


def word():
    names = ["_rels/.rels", "word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml", "docProps/core.xml"]
    run = f"<w:r><w:t xml:space='preserve'>{SENTENCE} &amp; &#8212;</w:t><w:tab/><w:br w:type='page'/><w:footnoteReference w:id='2'/></w:r>"
    body = f"<w:p><w:pPr><w:pStyle w:val='H'/><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr>{run}</w:p>"
    table = f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{body}</w:tc><w:tc>{body}</w:tc></w:tr></w:tbl>"
    odd = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent><w:drawing><wp:docPr descr='A chart'/></w:drawing><w:hyperlink r:id='1'><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>"
    parts("docx", "article", names, [
        (0, "<Relationships><Relationship Type='x/officeDocument' Target='word/document.xml'/></Relationships>"),
        (1, f"<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}{table}{odd}<w:sectPr/></w:body></w:document>"),
        (2, "<w:styles><w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/><w:basedOn w:val='H'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style></w:styles>"),
        (3, "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"),
        (5, "<c><dc:title>Title</dc:title><dc:creator>A. Writer</dc:creator><dcterms:created>2024-01-18T00:00:00Z</dcterms:created></c>"),
    ])


def open_document():
    names = ["mimetype", "content.xml", "styles.xml", "meta.xml"]
    body = f"<text:h text:outline-level='2'>Title</text:h><text:p>{SENTENCE}<text:s text:c='3'/><text:tab/><text:line-break/><text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:a xlink:href='http://example.org'>link</text:a></text:p>"
    body += "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><table:table><table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='2'><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><draw:frame><svg:title>A chart</svg:title></draw:frame>"
    parts("odt", "article", names, [
        (0, "application/vnd.oasis.opendocument.text"),
        (1, f"<office:document-content><office:automatic-styles><style:style style:name='P1' style:parent-style-name='Quotations'/></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"),
        (3, "<office:meta><dc:title>Title</dc:title><dc:creator>A. Writer</dc:creator><dc:date>2024-01-18</dc:date></office:meta>"),
    ])


PAGE = f"<!DOCTYPE html><html lang='en'><head><title>Title</title><meta name='author' content='A. Writer'><meta charset='utf-8'></head><body><nav><a href='/'>Home</a></nav><article><h1>Title</h1><p>{SENTENCE} {SENTENCE}<sup>1</sup></p><blockquote><p>Quoted.</p></blockquote><ul><li>one<ol><li>two</ol></ul><table><tr><th>Country<th>2023<tr><td rowspan=2>Japan<td>50.2</table><pre>a\n  b</pre><figure><img src='x' alt='A chart'><figcaption>Figure 1</figcaption></figure><p>&nbsp;&hellip;&#x202e;<br>end<svg><title>t</title></svg><math><mi>x</mi></math></article><script>var a='<p>';</script></body></html>"


def books():
    names = ["META-INF/container.xml", "a.opf", "1.xhtml", "2.xhtml", "META-INF/encryption.xml"]
    parts("epub", "book", names, [
        (0, "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"),
        (1, "<package><metadata><dc:title>T</dc:title><dc:creator>A</dc:creator><dc:language>en</dc:language></metadata><manifest><item id='a' href='1.xhtml'/><item id='b' href='./2.xhtml#x'/></manifest><spine><itemref idref='a'/><itemref idref='b' linear='no'/></spine></package>"),
        (2, PAGE),
        (3, f"<html><body><h2>Two</h2><p>{SENTENCE}</p></body></html>"),
    ])


def texts():
    write("html", "page.html", PAGE)
    write("html", "fragment.html", "<div><div><span>Japan</span><b><i>a</b></i></div><template><p>t</template><select><option>o<frameset>")
    write("html", "utf16.html", ("\ufeff" + PAGE).encode("utf-16-le"))
    write("html", "sjis.html", "<meta charset=shift_jis><p>".encode() + "日本の防衛費は十兆円".encode("shift_jis"))
    write("delimited", "a.csv", "Country,2023\nJapan,\"50,2\"\"\n\"\nChina;;\n")
    write("delimited", "a.tsv", "\ufeffCountry\t2023\r\nJapan\t50.2\r\rx\t\t\t")
    markdown = f"# Title\n\n{SENTENCE}\n\n- one\n\n> two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[1]: http://example.org\n[^1]: note\n\n```\ncode\n```\n"
    letters = {
        "utf8": "é — „Wörter“ and 日本",
        "utf-16-le": "Japan’s plan for 2027",
        "utf-16-be": "Japan’s plan for 2027",
        "cp1252": "“naïve” café – 5 €",
        "cp1251": "Военный бюджет России",
        "shift_jis": "日本の防衛費は十兆円",
        "gb18030": "中国的国防预算",
        "euc_kr": "한국의 국방 예산",
        "big5": "國防預算",
        "iso2022_jp": "日本の防衛費",
        "koi8_r": "Военный бюджет",
        "cp1256": "الميزانية",
    }
    for name, words in letters.items():
        for kind in (b"\0", b"\1"):
            write("encodings", f"{name}_{kind[0]}", kind + words.encode(name) + b"\r\n" + words.encode(name))
    write("encodings", "markdown", b"\0" + markdown.encode())
    write("encodings", "marks", b"\1a" + "\u0301\u202e\0\x1b\u200b".encode() + b"\xed\xa0\x80\xff\r")
    write("extract", "markdown", b"\0" + markdown.encode())
    write("extract", "text", b"\1" + f"Title\n\n{SENTENCE}\n\nRange: about 1,600 kilometers (1,000 miles); up 16 per cent in FY2024.\n".encode())


if __name__ == "__main__":
    for make in (pdfs, word, open_document, books, texts):
        make()
