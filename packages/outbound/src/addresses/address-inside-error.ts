/** A line was not made since it would have ended inside. */
export class AddressInsideError extends Error {
  readonly code = 'ERR_ADDRESS_INSIDE';

  constructor(host: string, address: string) {
    const where = host === address ? address : `${host} is ${address}`;
    super(`${where}, an address inside: name the host in OUTBOUND_PRIVATE_HOSTS if that is meant`);
    this.name = 'AddressInsideError';
  }
}

/** A line was not made since what is sent would have been readable on the way. */
export class ClearTextError extends Error {
  readonly code = 'ERR_CLEAR_TEXT';

  constructor(host: string) {
    super(`${host} is asked without TLS: use https://, or name it in OUTBOUND_PRIVATE_HOSTS`);
    this.name = 'ClearTextError';
  }
}
