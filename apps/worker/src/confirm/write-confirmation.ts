import type {
  ConfirmationInput,
  EmailAttachment,
  EmailRenderer,
  RenderedEmail,
} from '@ticketpost/email';

/** Writes one mail: subject, text, HTML and what is attached. */
export type WriteConfirmation = (input: ConfirmationInput) => Promise<RenderedEmail>;

/** Makes a printout of what a mail says; `undefined` when none can be made. */
export type Print = (input: ConfirmationInput) => Promise<EmailAttachment | undefined>;

/** Makes what writes mails, with a printout where there is a printer. */
export function createWriteConfirmation(options: {
  render: EmailRenderer['render'];
  print?: Print | undefined;
}): WriteConfirmation {
  const { render, print } = options;
  return async (input) => {
    const printout = await print?.(input);
    if (printout === undefined) return render(input);
    const mail = render({ ...input, hasPrintout: true });
    return { ...mail, attachments: [...mail.attachments, printout] };
  };
}
