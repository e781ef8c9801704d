import { test } from 'vitest';
import {
  codeCard,
  confirmCard,
  linksCard,
  removeCard,
  separateCard,
  standingCard,
} from '../../src/cards/link.ts';
import { translator } from '../../src/kernel/texts/index.ts';
import { expectGolden } from '../support/golden.ts';

const accounts = [
  { app: 'slack', name: '李娜' },
  { app: 'teams', name: 'Li Na <at>everybody</at>' },
] as const;
const since = new Date('2026-11-23T02:00:00Z');
const timeZone = 'Asia/Shanghai';
const id = '0c6f4d5e-0000-4000-8000-000000000001';

test('a code to type in the other app', () =>
  expectGolden('link-code', (lang) =>
    codeCard(translator(lang), { code: 'K7QM-2PXA-9TRW', minutes: 10, app: 'teams' }),
  ));

test('the question to whoever typed it', () =>
  expectGolden('link-confirm', (lang) =>
    confirmCard(translator(lang), { id, accounts, other: 'slack', whose: 'second', minutes: 60 }),
  ));

test('the question to whoever was shown it', () =>
  expectGolden('link-ask', (lang) =>
    confirmCard(translator(lang), { id, accounts, other: 'teams', whose: 'first', minutes: 60 }),
  ));

test('how it stands', () =>
  expectGolden('link-standing', (lang) => standingCard(translator(lang), { id, accounts, since, timeZone })));

test('what removing it means', () =>
  expectGolden('link-remove', (lang) => removeCard(translator(lang), id, accounts)));

test('the list for admins', () =>
  expectGolden('link-list', (lang) =>
    linksCard(
      translator(lang),
      [
        { id, slack: '李娜', teams: 'Li Na', since, isStanding: true },
        { id: `${id}-2`, slack: 'Tom Becker', teams: 'Tom Becker', since, isStanding: false },
      ],
      timeZone,
    ),
  ));

test('what separating two accounts means', () =>
  expectGolden('link-separate', (lang) =>
    separateCard(translator(lang), id, { slack: '李娜', teams: 'Li Na' }),
  ));

test('the list of nobody', () =>
  expectGolden('link-none', (lang) => linksCard(translator(lang), [], timeZone)));
