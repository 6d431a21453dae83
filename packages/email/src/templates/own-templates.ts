/**
 * Templates of an agency's own, each in the place of ours: Handlebars sources, and ICU messages by
 * language tag and key.
 */
export interface OwnTemplates {
  html?: string;
  text?: string;
  subject?: string;
  messages?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
