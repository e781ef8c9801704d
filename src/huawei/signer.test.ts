import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalQuery, percentEncode, sign } from './signer.ts';

const pairs = z.array(z.tuple([z.string(), z.string()]));
const headers = z.record(z.string(), z.string());
const { vectors } = z
  .object({
    vectors: z.array(
      z.object({
        name: z.string(),
        ak: z.string(),
        sk: z.string(),
        date: z.string(),
        method: z.string(),
        host: z.string(),
        path: z.string(),
        query: pairs,
        headers,
        body: z.string(),
        sent: z.object({ requestTarget: z.string(), addedHeaders: headers }),
        canonicalRequest: z.string(),
        signedHeaders: z.string(),
        stringToSign: z.string(),
        signature: z.string(),
        authorization: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('contract/huawei/signing-vectors.json', 'utf8')));

const dateOf = (text: string): Date =>
  new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const request = { method: 'POST', host: 'bss.example', path: '/v2/a', query: [], headers: {}, body: '{}' };
const keys = { ak: 'AK', sk: 'SK' };
const at = new Date('2026-01-15T08:30:00.123Z');

describe('signing', () => {
  test('there are vectors to pass', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(5);
  });

  test.each(vectors)("the vendor's vector $name is met byte for byte", (vector) => {
    expect(sign(vector, vector, dateOf(vector.date))).toEqual({
      requestTarget: vector.sent.requestTarget,
      addedHeaders: vector.sent.addedHeaders,
      canonicalRequest: vector.canonicalRequest,
      signedHeaders: vector.signedHeaders,
      stringToSign: vector.stringToSign,
      signature: vector.signature,
      authorization: vector.authorization,
    });
  });

  test('a date and a host that the caller set are kept', () => {
    const headers = { 'x-sdk-date': '20200101T000000Z', HOST: 'other.example' };
    const signed = sign({ ...request, headers }, keys, at);
    expect(signed.addedHeaders).toEqual({});
    expect(signed.stringToSign).toContain('\n20200101T000000Z\n');
    expect(signed.canonicalRequest).toContain('\nhost:other.example\n');
  });

  test('a header name with an underscore stays unsigned', () => {
    expect(sign({ ...request, headers: { x_trace: '1' } }, keys, at).signedHeaders).toBe('host;x-sdk-date');
  });

  test('a body that is not JSON is left unsigned, an empty one never is', () => {
    const headers = { 'Content-Type': 'multipart/form-data' };
    const signed = sign({ ...request, headers }, keys, at);
    expect(signed.addedHeaders['X-Sdk-Content-Sha256']).toBe('UNSIGNED-PAYLOAD');
    expect(signed.canonicalRequest).toMatch(/\nUNSIGNED-PAYLOAD$/);
    expect(sign({ ...request, headers, body: '' }, keys, at).canonicalRequest).toMatch(/\ne3b0c442/);
  });

  test('text and its bytes are signed alike', () => {
    const text = '{"name":"深圳"}';
    expect(sign({ ...request, body: text }, keys, at)).toEqual(
      sign({ ...request, body: new TextEncoder().encode(text) }, keys, at),
    );
  });

  test('the order of query pairs does not matter, and every value survives the way', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' }))), (pairs) => {
        const query = canonicalQuery(pairs);
        expect(canonicalQuery([...pairs].reverse())).toBe(query);
        const read = [...new URLSearchParams(query.replaceAll('+', '%2B'))].map(String).sort();
        expect(read).toEqual(pairs.map((pair) => Buffer.from(String(pair)).toString()).sort());
      }),
    );
  });

  test('a lone surrogate becomes the replacement character instead of a crash', () => {
    expect(percentEncode('\ud800')).toBe('%EF%BF%BD');
  });
});
