/** A file that goes out with the mail. */
export interface EmailAttachment {
  filename: string;
  /** Media type, for example `application/pdf`. */
  contentType: string;
  content: string | Buffer;
  /** Of a picture inside the HTML: what its `cid:` address names. */
  cid?: string;
}

/** One message without its envelope: who it is from and to is the sender's affair. */
export interface RenderedEmail {
  /** One line, never a line break in it. */
  subject: string;
  html: string;
  /** Written for plain text on its own; it carries every number that `html` carries. */
  text: string;
  attachments: EmailAttachment[];
}
