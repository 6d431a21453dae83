import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseMailbox } from '@ticketpost/schema';

/** What of an OpenAPI document is looked at. */
interface Described {
  paths: Record<string, Record<string, { responses?: Responses } | undefined>>;
  components: { responses: { MethodNotAllowed: ResponseObject } };
}

type Responses = Record<string, ResponseObject>;

interface ResponseObject {
  headers?: Record<string, { required?: boolean; schema: object }>;
  content?: Record<string, { schema: object }>;
}

interface GivenAnswer {
  method: string;
  /** Without the origin. */
  path: string;
  status: number;
  headers: Headers;
  body: string;
}

const documentId = 'https://example.test/openapi.json';

/** Headers that mean something to a caller: none of them may come undocumented. */
const meaningfulHeaders = ['allow', 'etag', 'location', 'retry-after', 'www-authenticate'];

const formats = {
  mailbox: (text: string) => parseMailbox(text) !== undefined,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  'airport-local-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
  'language-tag': (text: string) => Intl.getCanonicalLocales(text)[0] === text,
  'uri-reference': (text: string) => URL.canParse(text, 'http://localhost'),
};

/**
 * A judge of answers by an OpenAPI document alone: it lists what the document does not say of one,
 * so that an undocumented status, header or field is found, whatever the route.
 */
export function createAnswerCheck(document: unknown): (answer: GivenAnswer) => string[] {
  const { paths, components } = document as Described;
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats });
  ajv.addSchema(document as object, documentId);
  const templates = Object.keys(paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));

  /** The response that an answer must be, and where it stands in the document. */
  const find = ({ method, path, status }: GivenAnswer) => {
    const template = templates.find(({ pattern }) => pattern.test(path))?.template;
    const item = template === undefined ? undefined : paths[template];
    const key = method.toLowerCase();
    const responses = item?.[key]?.responses;
    if (template === undefined || item === undefined) return undefined;
    if (responses === undefined) {
      return status === 405
        ? {
            response: components.responses.MethodNotAllowed,
            at: ['components', 'responses', 'MethodNotAllowed'],
          }
        : undefined;
    }
    const response = responses[String(status)];
    return response && { response, at: ['paths', template, key, 'responses', String(status)] };
  };

  return (answer) => {
    const found = find(answer);
    if (found === undefined) return [`undocumented: ${answer.method} ${answer.status}`];
    const { response, at } = found;
    const faults: string[] = [];
    const described = new Map(
      Object.entries(response.headers ?? {}).map(([name, header]) => [name.toLowerCase(), header]),
    );
    for (const [name, { required, schema }] of described) {
      const value = answer.headers.get(name);
      if (value === null) {
        if (required === true) faults.push(`missing header: ${name}`);
      } else if (!ajv.validate(schema, value)) faults.push(`wrong header: ${name}`);
    }
    for (const name of meaningfulHeaders) {
      if (answer.headers.has(name) && !described.has(name)) faults.push(`extra header: ${name}`);
    }

    const type = answer.headers.get('Content-Type')?.split(';')[0];
    if (response.content === undefined) {
      if (answer.body !== '') faults.push('a body that is not documented');
      return faults;
    }
    if (type === undefined || response.content[type] === undefined) {
      return [...faults, `undocumented content type: ${type ?? 'none'}`];
    }
    const pointer = [...at, 'content', type, 'schema']
      .map((token) => encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    if (!ajv.validate({ $ref: `${documentId}#/${pointer}` }, JSON.parse(answer.body))) {
      faults.push(
        ...(ajv.errors ?? []).map(
          ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
        ),
      );
    }
    return faults;
  };
}
