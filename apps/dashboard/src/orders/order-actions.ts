import { randomUUID } from 'node:crypto';
import { html, trustHtml, type Html } from '@ticketpost/html';
import type { OrderView } from '@ticketpost/operations';
import type { FieldProblem } from '../http/problem.ts';
import { longestReason, type OrderAction } from './order-form.ts';
import { orderPath } from './order-path.ts';

/** A form that is shown again with what was written into it. */
export interface ShownForm {
  action: OrderAction;
  fields: Readonly<Record<string, string>>;
  problems: readonly FieldProblem[];
  /** Why it was not carried out, when nothing is wrong with its fields. */
  message?: string | undefined;
}

/** What an operator can do to an order, in forms that open on demand. */
export function renderActions(view: OrderView, shown: ShownForm | undefined): Html {
  const { orderNo, standing, confirmations, deadLetters } = view;
  if (standing.kind === 'erased' || standing.kind === 'erasing') {
    return html`${renderMessage(shown)}
      <p class="small">
        <a href="${orderPath(orderNo, 'erase')}"
          >Look once more for what came since, and erase it…</a
        >
      </p>`;
  }
  const isSent = confirmations.some(({ state }) => state === 'sent');
  const isKept = confirmations.some(
    ({ state, held }) => held !== undefined && (state === 'dead' || state === 'no_recipient'),
  );
  const isUncertain = confirmations.some(
    (one) => one.state === 'uncertain' || one.isUncertain === true,
  );
  const isLeft =
    deadLetters.length > 0 ||
    confirmations.some(({ held, isHeldUnreadable }) => held !== undefined || isHeldUnreadable);
  const redriveForm = formOf(shown, 'redrive');
  const resendForm = formOf(shown, 'resend');
  return html`<section class="card actions-card" aria-labelledby="actions">
    <h2 id="actions">What you can do</h2>
    ${
      (isSent || isKept || resendForm !== undefined) &&
      renderResend(view, { isAgain: isSent && !isKept, form: resendForm })
    }
    ${(isLeft || redriveForm !== undefined) && renderRedrive(view, { isUncertain, form: redriveForm })}
    <p class="erase"><a href="${orderPath(orderNo, 'erase')}">Erase personal data…</a></p>
  </section>`;
}

function renderResend(
  { orderNo }: OrderView,
  { isAgain, form }: { isAgain: boolean; form: ShownForm | undefined },
): Html {
  const { fields = {} } = form ?? {};
  return html`<details ${form !== undefined && trustHtml('open')}>
    <summary>${isAgain ? 'Send it again' : 'Send it to an address'}</summary>
    <form method="post" action="${orderPath(orderNo, 'resend')}">
      <p class="quiet small">
        ${
          isAgain
            ? 'The same confirmation, as a mail of its own.'
            : 'The confirmation that could not be sent goes to the address you give.'
        }
      </p>
      ${renderMessage(form)}
      <input type="hidden" name="requestId" value="${fields['requestId'] ?? randomUUID()}" />
      <label for="to">
        ${isAgain ? html`To another address <span class="quiet">(optional)</span>` : 'Address'}
      </label>
      ${renderInput({
        id: 'to',
        name: 'to',
        value: fields['to'],
        problem: problemOf(form, '/to'),
        more: html`inputmode="email" autocomplete="off" spellcheck="false" maxlength="320"
        ${isAgain ? html`placeholder="the address it went to"` : trustHtml('required')}`,
      })}
      ${renderReason('resend', form)}
      <button>${isAgain ? 'Send again' : 'Send'}</button>
    </form>
  </details>`;
}

function renderRedrive(
  { orderNo }: OrderView,
  { isUncertain, form }: { isUncertain: boolean; form: ShownForm | undefined },
): Html {
  const isTicked = form?.fields['evenIfUncertain'] === 'true';
  return html`<details ${form !== undefined && trustHtml('open')}>
    <summary>Redrive</summary>
    <form method="post" action="${orderPath(orderNo, 'redrive')}">
      <p class="quiet small">
        Puts what was given up back on the queue. Never sends a mail twice by mistake.
      </p>
      ${renderMessage(form)}
      ${
        isUncertain &&
        html`<label class="choice"
          ><input
            type="checkbox"
            name="evenIfUncertain"
            value="true"
            ${isTicked && trustHtml('checked')}
          />
          Even if a copy may be out: the traveller may get the mail twice</label
        >`
      }
      ${renderReason('redrive', form)}
      <button>Redrive</button>
    </form>
  </details>`;
}

/** Why somebody does it: asked of everybody, kept with what they did. */
export function renderReason(action: OrderAction, form: ShownForm | undefined): Html {
  const id = `reason-${action}`;
  const problem = problemOf(form, '/reason');
  return html`<label for="${id}">Reason</label>
    <textarea
      id="${id}"
      name="reason"
      rows="2"
      required
      maxlength="${longestReason}"
      ${invalidMark(id, problem)}
    >
${form?.fields['reason']}</textarea>
    ${renderProblem(id, problem)}`;
}

/** A text field with what is wrong with it. */
export function renderInput(options: {
  id: string;
  name: string;
  value: string | undefined;
  problem: string | undefined;
  more: Html;
}): Html {
  const { id, name, value, problem, more } = options;
  return html`<input
      id="${id}"
      name="${name}"
      value="${value}"
      ${more}
      ${invalidMark(id, problem)}
    />
    ${renderProblem(id, problem)}`;
}

export function renderMessage(form: ShownForm | undefined): Html {
  return form?.message === undefined
    ? html``
    : html`<p class="notice alarm" role="alert">${form.message}</p>`;
}

export function problemOf(form: ShownForm | undefined, pointer: string): string | undefined {
  return form?.problems.find((problem) => problem.pointer === pointer)?.detail;
}

function invalidMark(id: string, problem: string | undefined): Html | false {
  return problem !== undefined && html`aria-invalid="true" aria-describedby="${id}-wrong"`;
}

function renderProblem(id: string, problem: string | undefined): Html | false {
  return problem !== undefined && html`<p class="wrong" id="${id}-wrong">${problem}</p>`;
}

function formOf(form: ShownForm | undefined, action: OrderAction): ShownForm | undefined {
  return form?.action === action ? form : undefined;
}
