declare namespace PDFKit.Mixins {
  /** The types of pdfkit leave this documented method out. */
  interface PDFImage {
    /** Reads an image without drawing it; throws for one that is neither a PNG nor a JPEG. */
    openImage(source: Buffer): { width: number; height: number };
  }
}
