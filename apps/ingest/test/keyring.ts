import { createKeyring } from '@ticketpost/queue';

export const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
