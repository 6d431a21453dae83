/**
 * A field for order numbers in any notation, to the end of its name. All repetitions here are bounded: a text of a
 * quarter of a megabyte costs milliseconds, whatever stands in it.
 */
const fieldName = String.raw`order[\s_.-]{0,2}(?:no|nr|num|number|id)s?(?![\p{L}\p{N}])`;

/** `"orderNo": "X"`, `orderNo=X`, `'orderNo' => 'X'`. What was cut off within the number is none. */
const member = new RegExp(
  fieldName +
    String.raw`\.?["'\]\s]{0,8}(?:=>|[:=])\s{0,20}` +
    String.raw`(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"',;&<>{}[\]()]{1,128})(?=[\s"',;&<>}\])]))`,
  'giu',
);

/** `orderNo=X` at the end of a form. */
const lastOfForm = new RegExp(fieldName + String.raw`=([^\s"',;&<>{}[\]()]{1,128})$`, 'iu');

/** `<orderNo type="x">X</orderNo>`. */
const element = new RegExp(`${fieldName}${String.raw`(?:\s[^<>]{0,60})?>([^<>]{1,200})</`}`, 'giu');

/** What JSON has in this place when it has no number. */
const literals = new Set(['null', 'true', 'false', 'undefined']);

/** The values of all fields for order numbers in what is no JSON, however often it was escaped. */
export function listOrdersInText(text: string): string[] {
  const plain = unescape(text);
  const last = lastOfForm.exec(plain.trimEnd())?.[1];
  return [
    ...[...plain.matchAll(member)].flatMap(([, double, single, bare = '']) => {
      const quoted = double ?? single;
      return quoted ?? (literals.has(bare) ? [] : bare);
    }),
    ...[...plain.matchAll(element)].flatMap(([, inner]) => inner ?? []),
    ...(last === undefined ? [] : [last]),
  ];
}

/** Percent encoding, entities for quotes, and JSON's escapes of characters and quotes. */
function unescape(text: string): string {
  return text
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    )
    .replaceAll(/&(?:quot|#34|#x22);/gi, '"')
    .replaceAll(/\\{1,8}u([0-9a-f]{4})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll(/\\{1,8}(?=["'/])/g, '');
}
