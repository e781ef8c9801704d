import { test } from 'vitest';
import { answerCard, operationsCard, takesCard } from '../../src/cards/api.ts';
import { askCard } from '../../src/cards/ask.ts';
import { homeCard } from '../../src/cards/home.ts';
import { problemCard } from '../../src/cards/problem.ts';
import { api } from '../../src/handlers/api/command.ts';
import { helpFor, menuFor } from '../../src/handlers/help/help.ts';
import type { House } from '../../src/handlers/interpret.ts';
import { catalogueOf } from '../../src/handlers/parse/catalogue.ts';
import { problem } from '../../src/kernel/problem.ts';
import { translator } from '../../src/kernel/texts/index.ts';
import { expectGolden } from '../support/golden.ts';
import { somebody } from '../support/people.ts';
import { operation } from '../support/plain-partner.ts';
import { sampleBalance, sampleBill, sampleFind, sampleShow } from '../support/sample-commands.ts';

const house: House = {
  catalogue: catalogueOf([sampleBill, sampleBalance, sampleFind, sampleShow, api], 'cn'),
  site: 'cn',
  admins: 'Wang Fang',
};
const asOf = new Date('2026-11-23T02:00:00Z');
const id = 'a'.repeat(32);

test('the menu', () => expectGolden('desk-menu', (lang) => menuFor(house, somebody('rep', lang))));

test('help for an admin', () =>
  expectGolden('desk-help', (lang) => helpFor(house, somebody('admin', lang), '')));

test('help on a word nobody knows', () =>
  expectGolden('desk-help-nothing', (lang) => helpFor(house, somebody('rep', lang), 'balanec')));

test('a problem that may pass', () =>
  expectGolden('desk-problem', (lang) =>
    problemCard(
      problem(
        'internal',
        { reference: '01234567' },
        { retry: 'later', wireCode: 'CBC.0999', requestId: 'req-1' },
      ),
      translator(lang),
      { line: 'bill last' },
    ),
  ));

test('a slip with the nearest commands', () =>
  expectGolden('desk-correction', (lang) =>
    problemCard(problem('unknownCommand', { typed: 'bil <!channel>' }), translator(lang), {
      tone: 'warning',
      actions: [{ label: '/hw bill', does: { type: 'command', line: 'bill' } }],
    }),
  ));

test('a question which customer is meant', () =>
  expectGolden('desk-ask', (lang) => {
    const t = translator(lang);
    return askCard(
      {
        problems: [{ label: 'Customer', text: t('problems.customerAmbiguous', { typed: 'acm' }) }],
        choices: [{ label: 'Acme Cloud (acme)', line: `bill last ${id}` }],
        line: 'bill last acm',
      },
      t,
    );
  }));

test('the home page', () =>
  expectGolden('desk-home', (lang) =>
    homeCard(
      {
        quick: [{ label: 'bill', does: { type: 'command', line: 'bill' } }],
        recent: [
          { at: asOf, line: '/hw bill last', state: 'done' },
          { at: asOf, line: '/hw bill last --csv', state: 'handed-over' },
        ],
        roles: ['finance'],
        may: ['see bills'],
        admins: 'Wang Fang',
        timeZone: 'Asia/Shanghai',
      },
      translator(lang),
    ),
  ));

test('the operations about a word', () =>
  expectGolden('api-search', (lang) =>
    operationsCard(
      [operation('ListServiceTypes'), operation('ListServiceResources', { needs: ['service_type_code'] })],
      'service',
      translator(lang),
    ),
  ));

test('what an operation takes', () =>
  expectGolden('api-takes', (lang) =>
    takesCard(
      operation('ListServiceResources', { needs: ['service_type_code'] }),
      ['service_type_code'],
      'api ListServiceResources service_type_code=',
      translator(lang),
    ),
  ));

test('an answer whose JSON is too long to show', () =>
  expectGolden('api-answer', (lang) =>
    answerCard(
      'ListServiceTypes',
      {
        value: {
          json: `{"text":"${'长'.repeat(3_000)}"}`,
          table: { columns: ['id', 'name'], rows: [['1', '<!here>']] },
        },
        source: 'ListServiceTypes',
        asOf,
      },
      'Asia/Shanghai',
      translator(lang),
    ),
  ));
