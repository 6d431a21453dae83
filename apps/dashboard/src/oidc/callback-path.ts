/** Where the issuer sends people back to. */
export const callbackPath = '/login/oidc/callback';
