import type { BrandingError } from '@ticketpost/branding';
import type { ConfirmationInput, EmailRenderer, RenderedEmail } from '@ticketpost/email';

type MailRendering =
  | { kind: 'rendered'; mail: RenderedEmail }
  /** The brand's settings or own templates are wrong: `problems` say how. */
  | { kind: 'no_brand'; problems: readonly string[] };

export type RenderMail = (input: ConfirmationInput) => Promise<MailRendering>;

/**
 * Makes what renders mails as the worker does. The renderer, with all its templates, is made when the
 * first mail is looked at: most dashboards never need it.
 */
export function createMailRenderer(makeRenderer: () => Promise<EmailRenderer>): RenderMail {
  let making: Promise<EmailRenderer> | undefined;
  return async (input) => {
    try {
      making ??= makeRenderer();
      const renderer = await making;
      return { kind: 'rendered', mail: renderer.render(input) };
    } catch (error) {
      making = undefined;
      if (isBrandingError(error)) return { kind: 'no_brand', problems: error.problems };
      throw error;
    }
  };
}

/** By its code: the class would bring with it what is to come with the first mail alone. */
function isBrandingError(error: unknown): error is BrandingError {
  return error instanceof Error && 'code' in error && error.code === 'branding_wrong';
}
