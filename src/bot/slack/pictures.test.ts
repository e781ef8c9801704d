import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { virtualClock } from '../../../test/support/clock.ts';
import { type FakeSlack, openFakeSlack } from '../../../test/support/fake-slack.ts';
import { quiet } from '../../../test/support/log.ts';
import type { Card } from '../../cards/card.ts';
import { findChartFont } from '../../cards/chart-image.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import { boltLogger } from './bolt-log.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { asGoodAsItGets } from './simpler.ts';
import { openSlackApi } from './web-api.ts';

const font = await findChartFont();

const card: Card = {
  summary: 'A chart',
  blocks: [
    {
      kind: 'chart',
      title: '按服务',
      alt: 'Mostly ECS.',
      unit: 'CNY',
      data: { type: 'pie', segments: [{ label: '弹性云服务器', value: 5 }] },
    },
  ],
};

let fake: FakeSlack;
let pictures: (configuredFont?: string) => Pictures;

beforeAll(async () => {
  fake = await openFakeSlack();
});

afterAll(() => fake.close());

beforeEach(() => {
  fake.reset();
  const api = openSlackApi({
    token: 'xoxb-test',
    apiUrl: fake.apiUrl,
    logger: boltLogger(quiet),
    clock: virtualClock(),
  });
  pictures = (configuredFont) => openPictures(api, configuredFont);
});

/** Sends the card to a Slack that has no charts of its own, and answers every attempt. */
async function attempts(by: Pictures): Promise<string[]> {
  const seen: string[] = [];
  await asGoodAsItGets(
    card,
    'en',
    ({ blocks }) => {
      seen.push(JSON.stringify(blocks));
      const refused = seen.length === 1;
      return Promise.resolve(
        refused
          ? fail(problem('chatRefused', { reason: 'invalid_blocks' }, { wireCode: 'invalid_blocks' }))
          : ok(undefined),
      );
    },
    by,
  );
  return seen;
}

describe('a chart that Slack does not draw', () => {
  it.skipIf(font === undefined)(
    'is drawn here, uploaded, shared with nobody, and shown in the message',
    async () => {
      const [, second, ...more] = await attempts(pictures());
      expect(second).toContain('"slack_file":{"id":"F1"}');
      expect(second).toContain('Mostly ECS.');
      expect(more).toEqual([]);
      expect(fake.uploads).toHaveLength(1);
      expect(fake.of('files.completeUploadExternal')[0]?.args).not.toHaveProperty('channel_id');
    },
  );

  it('is said in words when no picture can be made of it', async () => {
    const [, second] = await attempts(pictures('/no/such/font.ttc'));
    expect(second).not.toContain('slack_file');
    expect(second).toContain('Mostly ECS.');
    expect(fake.uploads).toEqual([]);
  });

  it.skipIf(font === undefined)('is said in words when the picture cannot be uploaded', async () => {
    fake.on('files.getUploadURLExternal', () => ({ body: { ok: false, error: 'missing_scope' } }));
    const [, second] = await attempts(pictures());
    expect(second).not.toContain('slack_file');
    expect(second).toContain('Mostly ECS.');
  });
});
