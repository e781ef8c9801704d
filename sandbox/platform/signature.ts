import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SDK-HMAC-SHA256 from the receiving side: everything is computed again from what came over the wire. */
export interface Received {
  readonly method: string;
  /** Path and query exactly as in the request line. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface Keys {
  readonly ak: string;
  readonly sk: string;
}

/** Undefined when the signature holds, else why not. */
export type Refusal = string | undefined;

const algorithm = 'SDK-HMAC-SHA256';
const allowedSkew = 15 * 60_000;
const unsignedPayload = 'UNSIGNED-PAYLOAD';

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');
const emptyHash = sha256('');

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** The pairs of a query string, decoded; a malformed escape throws URIError. */
export function queryPairs(query: string): [name: string, value: string][] {
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const cut = part.indexOf('=');
      return cut < 0 ? [decode(part), ''] : [decode(part.slice(0, cut)), decode(part.slice(cut + 1))];
    });
}

export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const cut = target.indexOf('?');
  return cut < 0 ? { path: target, query: '' } : { path: target.slice(0, cut), query: target.slice(cut + 1) };
}

// By code point: UTF-8 keeps that order, JavaScript's own comparison does not beyond the basic plane.
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function canonicalPath(path: string): string {
  const encoded = decodeURIComponent(path).split('/').map(encode).join('/');
  return encoded.endsWith('/') ? encoded : `${encoded}/`;
}

function canonicalQuery(query: string): string {
  return queryPairs(query)
    .sort((a, b) => byCodePoint(a[0], b[0]) || byCodePoint(a[1], b[1]))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** Node hands header bytes over as Latin-1; they were hashed as UTF-8. */
const headerText = (value: string) =>
  /[\u0080-\u00ff]/.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value;

export function canonicalRequest(received: Received, signedHeaders: readonly string[]): string {
  const { path, query } = splitTarget(received.target);
  const headers = signedHeaders.map((name) => `${name}:${headerText(received.headers[name] ?? '').trim()}\n`);
  const declared = received.headers['x-sdk-content-sha256'];
  const payload = received.body.length === 0 ? emptyHash : (declared ?? sha256(received.body));
  return [
    received.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers.join(''),
    signedHeaders.join(';'),
    payload,
  ].join('\n');
}

export function stringToSign(date: string, canonical: string): string {
  return `${algorithm}\n${date}\n${sha256(canonical)}`;
}

function instant(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const authorizationShape =
  /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;

export function refuseSignature(received: Received, keys: Keys, now: Date): Refusal {
  const authorization = received.headers['authorization'];
  if (!authorization) return 'the request carries neither Authorization nor X-Auth-Token';
  const match = authorizationShape.exec(authorization);
  if (!match) return 'malformed Authorization header';
  const [, access = '', list = '', signature = ''] = match;
  if (access !== keys.ak) return 'the access key does not exist';

  const signedHeaders = list.split(';');
  const date = received.headers['x-sdk-date'];
  if (!date || !signedHeaders.includes('x-sdk-date')) return 'X-Sdk-Date must be sent and signed';
  const skew = Math.abs(instant(date) - now.getTime());
  if (!(skew <= allowedSkew)) return 'X-Sdk-Date is more than 15 minutes away from now';
  if (signedHeaders.some((name) => received.headers[name] === undefined))
    return 'a signed header is missing from the request';

  const declared = received.headers['x-sdk-content-sha256'];
  if (declared !== undefined && !signedHeaders.includes('x-sdk-content-sha256'))
    return 'X-Sdk-Content-Sha256 must be signed';
  if (declared !== undefined && declared !== unsignedPayload && declared !== sha256(received.body))
    return 'X-Sdk-Content-Sha256 does not fit the body';

  const expected = createHmac('sha256', keys.sk)
    .update(stringToSign(date, canonicalRequest(received, signedHeaders)))
    .digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : 'verify aksk signature fail';
}
