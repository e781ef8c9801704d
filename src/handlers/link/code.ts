import { createHash, randomInt } from 'node:crypto';

/** Without 0, 1, I, L, O and U: it is read off one screen and typed at another. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;

/** Twelve letters of thirty: more than 58 bits. */
export const newCode = (): string =>
  grouped(Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join(''));

const grouped = (plain: string): string => plain.replace(/(.{4})(?=.)/g, '$1-');

/** What is kept of a code. However it was typed: with dashes, spaces or none, in small letters. */
export const digestOf = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest('hex');
