import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';

/** JSON web tokens as Microsoft makes them: RS256, with keys that everybody may read and nobody else may use. */

export interface Signer {
  /** As published under `jwks_uri`. */
  readonly jwk: Readonly<Record<string, unknown>>;
  sign(claims: object, header?: object): string;
  /** The claims of a token of ours that is not over; undefined for any other. */
  read(token: string, now: number): Readonly<Record<string, unknown>> | undefined;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const signers = new Map<string, Signer>();

/** One for each owner and process: a good key takes a while to find. */
export function signerOf(owner: string, endorsements: readonly string[] = []): Signer {
  const signer = signers.get(owner) ?? createSigner(endorsements);
  signers.set(owner, signer);
  return signer;
}

function createSigner(endorsements: readonly string[]): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomBytes(15).toString('base64url');
  const jwk = {
    ...publicKey.export({ format: 'jwk' }),
    kid,
    x5t: kid,
    use: 'sig',
    alg: 'RS256',
    endorsements,
  };
  return {
    jwk,
    sign: (claims, header = {}) =>
      signed(privateKey, claims, { alg: 'RS256', typ: 'JWT', kid, x5t: kid, ...header }),
    read: (token, now) => readToken(createPublicKey(privateKey), token, now),
  };
}

function signed(key: KeyObject, claims: object, header: object): string {
  const words = `${part(header)}.${part(claims)}`;
  return `${words}.${sign('RSA-SHA256', Buffer.from(words), key).toString('base64url')}`;
}

/** A token that nobody signed. */
export const unsigned = (claims: object): string => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;

function readToken(key: KeyObject, token: string, now: number): Record<string, unknown> | undefined {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const right = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${claims}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  if (!right) return undefined;
  // Whatever carries our signature was written by `sign` above.
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
  return Number(read['exp']) * 1000 > now ? read : undefined;
}
