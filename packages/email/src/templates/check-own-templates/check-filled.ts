import type { Brand } from '../../brand/brand.ts';
import { createEmailRenderer, type EmailRenderer } from '../../create-email-renderer.ts';
import type { RenderedEmail } from '../../rendered-email.ts';
import type { OwnTemplates } from '../own-templates.ts';
import { findForbiddenMarkup } from './find-forbidden-markup.ts';
import { listNumbers, type Probe } from './probes.ts';
import { readVisibleText } from './read-visible-text.ts';
import type { Finding, TemplateKind } from './template-problem.ts';

/** Gmail shows so much of a mail's HTML and hides the rest behind a link. */
const maxHtmlKilobytes = 102;

/** What shows only when a template is filled: each thing once, with the first mail that shows it. */
export function checkFilled(
  kind: TemplateKind,
  own: OwnTemplates,
  { probes, locales }: { probes: readonly Probe[]; locales: readonly string[] },
): Finding[] {
  const findings = new Map<string, Finding>();
  const renderers = new Map<Brand, EmailRenderer>();
  for (const probe of probes) {
    const { brand } = probe;
    const renderer = renderers.get(brand) ?? createEmailRenderer({ brand, templates: own });
    renderers.set(brand, renderer);
    for (const locale of locales) {
      for (const finding of tryProbe(kind, renderer, { probe, locale })) {
        const key = `${finding.code} ${finding.line ?? ''} ${finding.message}`;
        if (findings.has(key)) continue;
        const message = finding.message.replace(/(?=; |$)/, ` (for ${probe.what}, in ${locale})`);
        findings.set(key, { ...finding, message });
      }
    }
  }
  return [...findings.values()];
}

function tryProbe(
  kind: TemplateKind,
  renderer: EmailRenderer,
  { probe, locale }: { probe: Probe; locale: string },
): Finding[] {
  let email: RenderedEmail;
  try {
    email = renderer.render({ ...probe.input, locale });
  } catch (error) {
    return [describeFailure(error)];
  }
  switch (kind) {
    case 'subject':
      return email.subject === ''
        ? [whole('empty_subject', 'is empty when filled; give it words that are always there')]
        : [];
    case 'text':
      return findMissing(email.text, probe);
    case 'html':
      return [
        ...findMissing(readVisibleText(email.html), probe),
        ...findForbiddenMarkup(email.html, { isFilled: true }).map(({ code, message }) =>
          whole(code, message),
        ),
        ...judgeSize(email.html),
      ];
  }
}

function findMissing(text: string, probe: Probe): Finding[] {
  const missing = listNumbers(probe).filter((number) => !text.includes(number));
  if (missing.length === 0) return [];
  const message =
    'does not show every number of the order, its airline references and its tickets; show orderNo, sharedReferences, and references and tickets of each passenger';
  return [whole('missing_number', message)];
}

function judgeSize(html: string): Finding[] {
  const kilobytes = Math.ceil(Buffer.byteLength(html) / 1024);
  if (kilobytes <= maxHtmlKilobytes) return [];
  const message = `becomes more than ${maxHtmlKilobytes} KB, where Gmail cuts mails off; make it shorter`;
  return [whole('too_big', message)];
}

function describeFailure(error: unknown): Finding {
  const { message = '', lineNumber } = (error ?? {}) as { message?: string; lineNumber?: number };
  const reason = message.replace(/ - \d+:\d+$/, '');
  const remedy = reason.includes('not defined in undefined')
    ? 'ask for what may be absent with {{#if …}} first'
    : 'docs/mail.md lists what there is';
  return { code: 'rendering', line: lineNumber, message: `cannot be filled: ${reason}; ${remedy}` };
}

function whole(code: Finding['code'], message: string): Finding {
  return { code, line: undefined, message };
}
