/** Subtrees that hold former properties, settings, or an alternative to what was read. */
export const SKIPPED: ReadonlySet<string> = new Set(
  (
    "w:rPrChange w:pPrChange w:tcPrChange w:trPrChange w:tblPrChange w:tblPrExChange w:sectPrChange w:tblGridChange w:numberingChange " +
    "w:sectPr w:tblPr w:tblPrEx w:tblGrid w:sdtPr w:sdtEndPr w:customXmlPr w:smartTagPr w:rubyPr w:fldData w:delText w:delInstrText"
  ).split(" "),
);
/** Elements whose children are content: one among them that is not known may be a loss. */
export const CONTENT: ReadonlySet<string> = new Set(
  (
    "w:body w:p w:r w:tbl w:tr w:tc w:sdt w:sdtContent w:hyperlink w:ins w:moveTo w:smartTag w:customXml w:fldSimple w:bdo w:dir " +
    "w:ruby w:rubyBase w:txbxContent mc:Choice w:hdr w:ftr w:footnote w:endnote"
  ).split(" "),
);
/** Elements that hold nothing to read themselves, or whose children are looked at one by one. */
export const KNOWN: ReadonlySet<string> = new Set(
  (
    "w:document w:rPr w:pPr w:trPr w:tcPr w:bookmarkStart w:bookmarkEnd w:proofErr w:permStart w:permEnd w:commentRangeStart w:commentRangeEnd " +
    "w:moveFromRangeStart w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd w:customXmlInsRangeStart w:customXmlInsRangeEnd " +
    "w:customXmlDelRangeStart w:customXmlDelRangeEnd w:lastRenderedPageBreak w:softHyphen w:footnoteRef w:endnoteRef w:annotationRef " +
    "w:separator w:continuationSeparator w:drawing w:pict w:object mc:AlternateContent w:pgNum w:instrText w:dayLong w:dayShort " +
    "w:monthLong w:monthShort w:yearLong w:yearShort w:hdr w:ftr w:footnote w:endnote"
  ).split(" "),
);
/** Elements that are counted, by what to call them. */
export const COUNTED: ReadonlyMap<string, string> = new Map([
  ["m:oMath", "equation read as a line of text"],
  ["pic:pic", "picture"],
  ["c:chart", "chart"],
  ["cx:chart", "chart"],
  ["dgm:relIds", "diagram"],
  ["o:OLEObject", "embedded object"],
  ["w:control", "form control"],
  ["w:altChunk", "embedded document"],
  ["w:subDoc", "linked document"],
  ["w:cellMerge", "tracked merge of cells"],
]);
