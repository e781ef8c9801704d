import { z } from 'zod';
import { Secret } from '../kernel/secret.ts';

export const secret = z
  .string()
  .min(1)
  .transform((value) => new Secret(value));

export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** Loopback or link-local: no network carries it further. */
export const isOnThisMachine = (text: string): boolean => {
  const { success, data } = httpUrl.safeParse(text);
  if (!success) return false;
  const { hostname } = new URL(data);
  return isLoopback(hostname) || /^169\.254\.\d+\.\d+$/.test(hostname);
};

/** What a secret goes to, or trust comes from: never in clear text over a network. */
export const secureUrl = httpUrl.refine(
  (text) => text.startsWith('https:') || isLoopback(new URL(text).hostname),
  'must be an https address, or one of this machine',
);

export const commaList = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const guid = z.guid({ error: 'must look like 00000000-0000-0000-0000-000000000000' });

export const flag = z
  .enum(['on', 'off'], { error: 'must be on or off' })
  .transform((word) => word === 'on')
  .default(false);
