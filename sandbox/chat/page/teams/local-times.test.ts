import { expect, it } from 'vitest';
import { fillTimes } from './local-times.ts';

const text = 'as of {{DATE(2026-11-23T18:30:00Z, SHORT)}} {{TIME(2026-11-23T18:30:00Z)}}';

it('moments in a card are told in the zone and language of the reader', () => {
  const lina = fillTimes(text, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
  expect(lina).toBe('as of 2026年11月24日周二 02:30');
  expect(fillTimes(text, { locale: 'en-GB', timeZone: 'Europe/Berlin' })).toBe(
    'as of Mon, 23 Nov 2026 19:30',
  );
});

it('what is no moment stays as it is written', () => {
  expect(fillTimes('{{DATE(soon)}}', { locale: 'en-GB', timeZone: 'UTC' })).toBe('{{DATE(soon)}}');
});
