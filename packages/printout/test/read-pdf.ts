import type { EmailAttachment } from '@ticketpost/email';
import { extractText, extractTextItems, getDocumentProxy } from 'unpdf';

/** Reads the text of each page with another library than the one that wrote it. */
export async function readPages({ content }: EmailAttachment): Promise<string[]> {
  const document = await getDocumentProxy(copyBytes(content));
  const { text } = await extractText(document, { mergePages: false });
  return text;
}

/** Where each text on each page begins and ends from left to right, in points. */
export async function readExtents({ content }: EmailAttachment) {
  const { items } = await extractTextItems(copyBytes(content));
  return items.flat().map(({ str, x, width }) => ({ str, left: x, right: x + width }));
}

/** Title, language and marks of the document, and the structure types of its first page. */
export async function readFacts({ content }: EmailAttachment) {
  const document = await getDocumentProxy(copyBytes(content));
  const { info, metadata } = await document.getMetadata();
  const page = await document.getPage(1);
  return {
    info: info as Record<string, unknown>,
    metadata,
    markInfo: await document.getMarkInfo(),
    roles: listRoles(await page.getStructTree()),
  };
}

function listRoles(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { role, children } = node as { role?: string; children?: unknown[] };
  return [...(role === undefined ? [] : [role]), ...(children ?? []).flatMap(listRoles)];
}

function copyBytes(content: string | Buffer): Uint8Array {
  return new Uint8Array(Buffer.from(content));
}
