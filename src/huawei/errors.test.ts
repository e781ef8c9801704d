import { describe, expect, test } from 'vitest';
import { translator } from '../kernel/texts/index.ts';
import {
  problemOf,
  problemOfFailure,
  problemOfPart,
  retryAfterMs,
  saysFine,
  type Verdict,
  wireCodeOf,
} from './errors.ts';
import { wireCodes } from './generated/wire-codes.ts';
import { parseJson } from './json.ts';

const read = { operation: 'ListSubCustomers', reads: true, host: 'bss.example' };
const write = { operation: 'CreatePartnerCoupons', reads: false, host: 'bss.example' };
const verdict = (status: number, code?: string, more: Partial<Verdict> = {}): Verdict => ({
  status,
  code,
  requestId: undefined,
  retryAfterMs: undefined,
  ...more,
});
const limits = { totalMs: 30_000, maxBytes: 64 * 2 ** 20 };

describe('what the platform answers when it does not do as asked', () => {
  test('codes are found where BSS, the gateway and IAM put them', () => {
    expect(wireCodeOf(parseJson('{"error_code":"CBC.0100","error_msg":"x"}'))).toBe('CBC.0100');
    expect(wireCodeOf(parseJson('{"error":{"code":401,"message":"x"}}'))).toBe('401');
    expect(wireCodeOf(parseJson('{"error_code":""}'))).toBeUndefined();
    expect(wireCodeOf(parseJson('[]'))).toBeUndefined();
  });

  test('a 200 that carries a failure is a failure, one that says CBC.0000 is none', () => {
    expect(saysFine(verdict(200, 'CBC.0000'))).toBe(true);
    expect(saysFine(verdict(200, 'CBC.99000013'))).toBe(false);
    expect(saysFine(verdict(200, 'OSM.01010015'))).toBe(false);
    expect(problemOf(read, verdict(200, 'OSM.01010015'))).toMatchObject({
      code: 'platformRefusedBecause',
      wireCode: 'OSM.01010015',
      retry: 'no',
    });
  });

  test('too many requests were not carried out, so even a change may come again', () => {
    const answer = verdict(429, 'APIGW.0308', { retryAfterMs: 2_000 });
    expect(problemOf(write, answer)).toMatchObject({
      code: 'platformBusy',
      retry: 'later',
      retryAfterMs: 2_000,
    });
    expect(problemOf(write, verdict(200, 'CBC.0250'))).toMatchObject({ retry: 'later' });
  });

  test('after a 5xx, a time-out or a broken connection nobody knows whether a change was made', () => {
    expect(problemOf(write, verdict(500, 'CBC.0999'))).toMatchObject({ retry: 'unknown-outcome' });
    // Known and not to be repeated, yet the answer says the customer may exist.
    expect(problemOf(write, verdict(500, 'CBC.99000050'))).toMatchObject({ retry: 'unknown-outcome' });
    for (const failure of ['timeout', 'lost', 'too-large', 'stopped'] as const) {
      expect(problemOfFailure(write, { failure, cause: undefined }, limits)).toMatchObject({
        code: 'outcomeUnknown',
        retry: 'unknown-outcome',
      });
    }
  });

  test('an answer that neither accepts nor refuses leaves a change open', () => {
    for (const answer of [verdict(200, 'CBC.12345678'), verdict(408), verdict(408, 'APIGW.0201')]) {
      expect(problemOf(write, answer)).toMatchObject({ code: 'outcomeUnknown', retry: 'unknown-outcome' });
      expect(problemOf(read, answer)).toMatchObject({ retry: 'no' });
    }
  });

  test('what is said of a part is a refusal of it, except that nobody knows what an internal error did', () => {
    const facts = { ...write, requestId: 'r1' };
    expect(problemOfPart(facts, 'CBC.99000013')).toMatchObject({
      code: 'platformRefusedBecause',
      wireCode: 'CBC.99000013',
      requestId: 'r1',
      retry: 'no',
    });
    expect(problemOfPart(facts, 'CBC.12345678')).toMatchObject({ code: 'platformRefused', retry: 'no' });
    expect(problemOfPart(facts, undefined)).toMatchObject({ code: 'platformRefused', retry: 'no' });
    expect(problemOfPart(facts, 'CBC.0999')).toMatchObject({ code: 'outcomeUnknown' });
  });

  test('what was never sent may be sent later, also when it changes something', () => {
    expect(problemOfFailure(write, { failure: 'unreachable', cause: undefined }, limits)).toMatchObject({
      code: 'platformUnreachable',
      retry: 'later',
    });
  });

  test('a 500 whose code says that asking again is no use is a refusal', () => {
    expect(problemOf(read, verdict(500, 'CBC.5002'))).toMatchObject({
      code: 'platformRefusedBecause',
      retry: 'no',
    });
  });

  test('every code of the table has a sentence in both languages', () => {
    for (const code of Object.keys(wireCodes)) {
      const { params } = problemOf(read, verdict(400, code));
      for (const lang of ['en', 'zh-CN'] as const) {
        const text = translator(lang)('problems.platformRefusedBecause', {
          operation: 'X',
          code,
          wire: code.replaceAll('.', '_'),
          ...params,
        });
        expect(text).not.toMatch(/\$t|wire\.|\{\{/);
      }
    }
  });

  test('Retry-After is read in seconds and as a date', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(retryAfterMs('7', now)).toBe(7_000);
    expect(retryAfterMs('Mon, 23 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
    expect(retryAfterMs('soon', now)).toBeUndefined();
    expect(retryAfterMs(undefined, now)).toBeUndefined();
  });
});
