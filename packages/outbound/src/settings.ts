export { judgeUrls } from './judge-url.ts';
export { outboundVariables } from './outbound-variables.ts';
export { isSmtpUrl } from './smtp/parse-smtp-url.ts';
