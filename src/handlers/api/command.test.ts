import { describe, expect, it, test } from 'vitest';
import { contextFor } from '../../../test/support/context.ts';
import { somebody } from '../../../test/support/people.ts';
import { operation, plainPartner } from '../../../test/support/plain-partner.ts';
import type { Action, Card } from '../../cards/card.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { InputOf } from '../command.ts';
import { api } from './command.ts';
import { lacking } from './search.ts';

const operations = [
  operation('ListServiceTypes'),
  operation('ListServiceResources', { needs: ['service_type_code'] }),
  operation('ListPartnerBalances'),
  operation('CreatePartnerCoupons', { reads: false }),
];

async function answer(
  operationName: string | undefined,
  parameters: [string, string][] = [],
  lang: Lang = 'en',
) {
  const partner = plainPartner({ operations });
  const input = { operation: operationName, parameters } as unknown as InputOf<typeof api.args>;
  const result = await api.run(
    // Nothing in this command reads the ledger.
    contextFor(undefined as unknown as Ledger, partner, { actor: somebody('admin', lang) }),
    input,
  );
  return { result, calls: partner.calls };
}

const cardOf = async (...args: Parameters<typeof answer>): Promise<Card> => {
  const { result } = await answer(...args);
  if (!result.ok || result.value === 'handed-over') throw new Error('no card');
  return result.value;
};
const actions = (card: Card): readonly Action[] =>
  card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const linesOf = (card: Card) =>
  actions(card).map(({ does }) =>
    does.type === 'command' || does.type === 'form' ? `${does.type} ${does.line}` : '',
  );

describe('api', () => {
  it('alone lists the read operations of the site and what each needs', async () => {
    const table = (await cardOf(undefined)).blocks.find((block) => block.kind === 'table');
    expect(table?.rows).toEqual([
      ['ListPartnerBalances', ''],
      ['ListServiceResources', 'service_type_code'],
      ['ListServiceTypes', ''],
    ]);
  });

  it('with a word lists the operations about it, each with a button', async () => {
    expect(linesOf(await cardOf('service'))).toEqual([
      'form api ListServiceResources service_type_code=',
      'command api ListServiceTypes',
    ]);
  });

  it('calls an operation whatever the case of its name, and shows table, JSON and source', async () => {
    const { result, calls } = await answer('listservicetypes', [['limit', '10']]);
    expect(calls).toEqual(['ListServiceTypes limit=10']);
    expect(result).toMatchObject({
      ok: true,
      value: {
        blocks: [
          { text: 'ListServiceTypes answered with 1 row.' },
          { kind: 'table', rows: [['1', 'ECS']] },
          { kind: 'code', text: '{\n  "total_count": 1\n}' },
          { kind: 'notes', notes: ['Source: ListServiceTypes, read 2026-11-23 10:00.'] },
        ],
      },
    });
  });

  it('never calls an operation that changes something', async () => {
    const { result, calls } = await answer('CreatePartnerCoupons', [['face_value', '1']]);
    expect(result).toMatchObject({ ok: false, problem: { code: 'operationWrites' } });
    expect(calls).toEqual([]);
  });

  it('says what an operation takes when something is missing, and opens a form with the rest filled in', async () => {
    const card = await cardOf('ListServiceResources', [['limit', '10']]);
    expect(card.summary).toBe('“ListServiceResources” also needs: service_type_code.');
    expect(linesOf(card)).toEqual(['form api ListServiceResources limit=10 service_type_code=']);
  });

  it('does not take an empty value for a value', async () => {
    const { calls } = await answer('ListServiceResources', [['service_type_code', '']]);
    expect(calls).toEqual([]);
  });

  it('offers the nearest names after a slip, keeping what was given', async () => {
    const card = await cardOf('ListServiceType', [['limit', '10']]);
    expect(linesOf(card)).toEqual(['command api ListServiceTypes limit=10', 'command api']);
  });

  it('speaks the language of the reader', async () => {
    expect((await cardOf('ListServiceTypes', [], 'zh-CN')).summary).toBe('ListServiceTypes 返回 1 行。');
  });
});

describe('a parameter that is needed', () => {
  const takes = operation('X', { needs: ['page', 'filter'] });
  test.each([
    [['page', 'filter'], []],
    [['page', 'filter.name'], []],
    [['page', 'filter[0].id'], []],
    [['page'], ['filter']],
    [[], ['page', 'filter']],
  ])('is given by %j, lacking %j', (keys, missing) => {
    expect(
      lacking(
        takes,
        keys.map((key) => [key, '1'] as const),
      ),
    ).toEqual(missing);
  });
});
