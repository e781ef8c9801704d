import { createHash, createHmac } from 'node:crypto';

/** What is to be signed: exactly what will be sent, bar the headers that need no protection. */
export interface Unsigned {
  readonly method: string;
  /** With the port when the URL has one. */
  readonly host: string;
  /** As it stands in the request line. */
  readonly path: string;
  /** Unencoded pairs; a key may repeat. */
  readonly query: readonly (readonly [key: string, value: string])[];
  /** All of these are signed, except names that hold `_`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface Signed {
  /** Path and canonical query: the request line. */
  readonly requestTarget: string;
  /** What must be sent besides the headers given. */
  readonly addedHeaders: Readonly<Record<string, string>>;
  readonly authorization: string;
  readonly canonicalRequest: string;
  readonly signedHeaders: string;
  readonly stringToSign: string;
  readonly signature: string;
}

const algorithm = 'SDK-HMAC-SHA256';

/** SDK-HMAC-SHA256 as the vendor's SDK does it (`contract/huawei/signing-vectors.json`). A pure function. */
export function sign(
  request: Unsigned,
  keys: { readonly ak: string; readonly sk: string },
  at: Date,
): Signed {
  const given = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
  const added: Record<string, string> = {};
  const add = (name: string, value: string) => {
    if (!given.has(name.toLowerCase())) added[name] = value;
  };
  add('X-Sdk-Date', at.toISOString().replace(/[-:]|\.\d+/g, ''));
  add('Host', request.host);
  // The rule looks for this spelling only, as the SDK does.
  const contentType = request.headers['Content-Type'];
  if (contentType !== undefined && !/^application\/(json|bson)/.test(contentType)) {
    add('X-Sdk-Content-Sha256', 'UNSIGNED-PAYLOAD');
  }
  for (const [name, value] of Object.entries(added)) given.set(name.toLowerCase(), value);

  const names = [...given.keys()].filter((name) => !name.includes('_')).sort();
  const signedHeaders = names.join(';');
  const query = canonicalQuery(request.query);
  const payloadHash =
    request.body.length === 0 ? sha256('') : (given.get('x-sdk-content-sha256') ?? sha256(request.body));
  const canonicalRequest = [
    request.method.toUpperCase(),
    canonicalPath(request.path),
    query,
    ...names.map((name) => `${name}:${given.get(name) ?? ''}`),
    '',
    signedHeaders,
    payloadHash,
  ].join('\n');
  const date = given.get('x-sdk-date') ?? '';
  const stringToSign = `${algorithm}\n${date}\n${sha256(canonicalRequest)}`;
  const signature = createHmac('sha256', keys.sk).update(stringToSign).digest('hex');
  return {
    requestTarget: query === '' ? request.path : `${request.path}?${query}`,
    addedHeaders: added,
    authorization: `${algorithm} Access=${keys.ak}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    canonicalRequest,
    signedHeaders,
    stringToSign,
    signature,
  };
}

/** Pairs in the order of code points, which for well-formed text is the order of its UTF-8 bytes. */
export const canonicalQuery = (pairs: Unsigned['query']): string =>
  [...pairs]
    .sort(([keyA, valueA], [keyB, valueB]) => byBytes(keyA, keyB) || byBytes(valueA, valueB))
    .map(([key, value]) => `${percentEncode(key)}=${percentEncode(value)}`)
    .join('&');

const byBytes = (a: string, b: string): number =>
  a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));

function canonicalPath(path: string): string {
  const encoded = decodeOnce(path).split('/').map(percentEncode).join('/');
  return encoded.endsWith('/') ? encoded : `${encoded}/`;
}

/** Like the SDK's unquote: an escape that is none stays as it is. */
const decodeOnce = (path: string): string =>
  path.replace(/(%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));

/** RFC 3986: only unreserved characters stay. `encodeURIComponent` leaves five more alone. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Half a character cannot be encoded; it is sent as the replacement character. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
