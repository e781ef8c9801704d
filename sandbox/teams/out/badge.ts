import { tenant } from '../../people.ts';
import { type Signer, signerOf, unsigned } from '../tokens.ts';

/** What the Connector shows the bot to prove who calls, and every way of showing it wrong. */

export interface Badge {
  /** `none`: no Authorization at all; `stranger`: signed well, by a key nobody published. */
  readonly key?: 'ours' | 'stranger' | 'unsigned' | 'none';
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string;
  /** From now; a negative number is a token that is over (the libraries forgive five minutes). */
  readonly expiresInSeconds?: number;
  /** A token that is not valid yet. */
  readonly validInSeconds?: number;
}

export const connectorIssuer = 'https://api.botframework.com';

/** Real time: the bot checks the token by its own clock, whatever the world's shows. */
export function authorization(signer: Signer, serviceUrl: string, badge: Badge): string | undefined {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    serviceurl: badge.serviceUrl ?? serviceUrl,
    nbf: now + (badge.validInSeconds ?? -5),
    exp: now + (badge.expiresInSeconds ?? 3600),
    iss: badge.issuer ?? connectorIssuer,
    aud: badge.audience ?? tenant.appId,
  };
  switch (badge.key ?? 'ours') {
    case 'none':
      return undefined;
    case 'unsigned':
      return `Bearer ${unsigned(claims)}`;
    case 'stranger':
      return `Bearer ${signerOf('stranger', ['msteams']).sign(claims)}`;
    case 'ours':
      return `Bearer ${signer.sign(claims)}`;
  }
}

/** For the inspector. */
export const badgeInWords = (badge: Badge): string => {
  const odd = Object.entries(badge).map(([name, value]) => `${name} ${value}`);
  return odd.length === 0 ? 'signed RS256' : `badge: ${odd.join(', ')}`;
};
