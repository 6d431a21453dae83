import { domainToASCII } from 'node:url';

/** A mailbox and the name that a reader shows for it. */
export interface Sender {
  /** Empty for none. */
  name: string;
  address: string;
}

/**
 * Reads a checked setting such as `Blue Travel <tickets@example.com>`, so that no other parser has
 * to guess what a colon or a bracket in the name means.
 */
export function parseSender(text: string): Sender {
  const { name = '', address = text } =
    /^(?<name>.*) <(?<address>[^<>]+)>$/.exec(text)?.groups ?? {};
  return { name, address };
}

/** The domain of a sender, in the ASCII form that a header can carry (RFC 5890). */
export function domainOfSender({ address }: Sender): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return domainToASCII(domain) || domain;
}
