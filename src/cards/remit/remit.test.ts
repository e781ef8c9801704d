import { describe, expect, it } from 'vitest';
import { expectGolden } from '../../../test/support/golden.ts';
import { decimal } from '../../kernel/decimal.ts';
import { money } from '../../kernel/money.ts';
import { remittanceStates } from '../../kernel/remittance/states.ts';
import { langs, translator } from '../../kernel/texts/index.ts';
import { cardText } from '../card-text.ts';
import { remittanceCard } from './card.ts';
import { checkCard, remittanceListCard } from './list.ts';
import { newsForRequester, newsForRoom, type RemittanceNews } from './news.ts';
import type { RemittanceView } from './view.ts';

const at = new Date('2026-11-23T02:05:00Z');
const topUp = (changeId: string, day: '2026-11-23' | '2026-11-24') => ({
  changeId,
  day,
  at: new Date(`${day}T02:30:00Z`),
});

const view = (more: Partial<RemittanceView> = {}): RemittanceView => ({
  id: 'r1',
  code: 'RM-7K2M-4QXA',
  state: 'announced',
  account: 'cash',
  route: 'general',
  amount: money(decimal('50000'), 'CNY'),
  bankDay: '2026-11-20',
  payer: '深圳云帆科技有限公司',
  voucher: '回单.pdf',
  note: undefined,
  announcedBy: { person: 'U0REP' },
  announcedAt: at,
  candidates: [],
  rivals: [],
  credited: undefined,
  rejected: undefined,
  overdueFrom: '2026-11-27',
  readTo: at,
  timeZone: 'Asia/Shanghai',
  ...more,
});

const found = { candidates: [topUp('c1', '2026-11-23')], overdueFrom: undefined };
const doubtful = {
  candidates: [topUp('c1', '2026-11-23'), topUp('c2', '2026-11-24')],
  rivals: ['RM-9M2X-7K3Q'],
  overdueFrom: undefined,
};
const credited = {
  state: 'credited',
  overdueFrom: undefined,
  credited: { topUp: topUp('c1', '2026-11-23'), by: { person: 'U0FINANCE' } },
} as const;

const own = { mayMove: true, mayConfirm: false };
const finance = { mayMove: true, mayConfirm: true, isShared: true };
const stranger = { mayMove: false, mayConfirm: false };

describe('the card of a remittance', () => {
  it.each([
    ['remit-announced', view(), own],
    ['remit-dedicated', view({ route: 'dedicated' }), own],
    ['remit-arrived', view({ state: 'arrived', note: '双十一 <!channel>' }), own],
    ['remit-found', view({ ...found, state: 'claimed' }), finance],
    ['remit-doubtful', view({ ...doubtful, state: 'in-review' }), finance],
    ['remit-overdue', view({ state: 'overdue', overdueFrom: undefined }), finance],
    ['remit-credited', view(credited), finance],
    ['remit-rejected', view({ state: 'rejected', rejected: '凭证不清晰', overdueFrom: undefined }), own],
  ] as const)('%s', async (name, shown, rights) => {
    await expectGolden(name, (lang) => remittanceCard(translator(lang), shown, rights));
  });

  it('offers to confirm to finance alone, and moves to nobody else than those concerned', () => {
    const labels = (rights: typeof own) =>
      JSON.stringify(remittanceCard(translator('en'), view({ ...found, state: 'claimed' }), rights).blocks);
    expect(labels(finance)).toContain('remit.confirm');
    expect(labels(own)).not.toContain('remit.confirm');
    expect(labels(own)).toContain('remit.withdraw');
    expect(labels(stranger)).not.toMatch(/remit\.(withdraw|claimed|confirm)/);
  });

  it('never says that a claim was accepted, whatever its state', () => {
    for (const lang of langs) {
      for (const state of remittanceStates) {
        const text = cardText(remittanceCard(translator(lang), view({ ...found, state }), finance));
        expect(text).not.toMatch(/accepted|claim (was )?successful|认领成功|认领通过/i);
      }
    }
  });

  it('says when the holidays of a year are not known', () => {
    const text = (overdueFrom: '2026-12-30' | '2099-01-05') =>
      cardText(remittanceCard(translator('en'), view({ overdueFrom }), own));
    expect(text('2026-12-30')).not.toContain('holidays');
    expect(text('2099-01-05')).toContain('The holidays of 2099 have not been entered yet');
  });

  it('offers no buttons that move it once it is over', () => {
    for (const state of ['credited', 'withdrawn'] as const) {
      const card = remittanceCard(translator('en'), view({ ...credited, state }), finance);
      expect(JSON.stringify(card)).not.toContain('"name":"remit.');
    }
  });
});

describe('lists', () => {
  const list = {
    which: 'open',
    whose: 'all',
    currency: 'CNY',
    mayAnnounce: true,
    timeZone: 'Asia/Shanghai',
    reading: { readTo: at, troubles: [{ account: 'credit', why: 'Why' }] },
  } as const;
  const several = [
    view(),
    view({ ...found, code: 'RM-2222-2222' }),
    view({ ...doubtful, code: 'RM-3333-3333' }),
  ];

  it('show what waits, what was found and what could not be read', async () => {
    await expectGolden('remit-list', (lang) =>
      remittanceListCard(translator(lang), { ...list, remittances: several, total: 3 }),
    );
  });

  it('say that there is nothing', async () => {
    await expectGolden('remit-list-none', (lang) =>
      remittanceListCard(translator(lang), {
        ...list,
        reading: { readTo: undefined, troubles: [] },
        remittances: [],
        total: 0,
        whose: 'mine',
      }),
    );
  });

  it('of a check name those with a top-up, and why it is clear or not', async () => {
    await expectGolden('remit-check', (lang) =>
      checkCard(translator(lang), {
        remittances: several,
        reading: { readTo: at, troubles: [] },
        timeZone: 'Asia/Shanghai',
      }),
    );
  });
});

describe('news', () => {
  const news = (kind: RemittanceNews['kind'], more: Partial<RemittanceNews> = {}): RemittanceNews => ({
    kind,
    by: undefined,
    bySelf: false,
    note: undefined,
    topUps: [],
    ...more,
  });
  const callees = { confirm: [{ person: 'U0CHEN' }], escalate: [{ person: 'U0ADMIN' }] };

  it('of a top-up say that one of this amount was credited on its day', async () => {
    const event = news('found', { topUps: found.candidates });
    for (const [name, shown] of [
      ['remit-news-found', view(found)],
      ['remit-news-doubtful', view(doubtful)],
    ] as const)
      await expectGolden(name, (lang) => newsForRequester(translator(lang), shown, event) ?? never());
    await expectGolden(
      'remit-room-doubtful',
      (lang) => newsForRoom(translator(lang), view(doubtful), event, callees) ?? never(),
    );
  });

  it('that somebody is to act come with the button for it', async () => {
    await expectGolden(
      'remit-news-arrived',
      (lang) => newsForRequester(translator(lang), view({ state: 'arrived' }), news('arrived')) ?? never(),
    );
    await expectGolden(
      'remit-news-overdue',
      (lang) => newsForRequester(translator(lang), view({ state: 'overdue' }), news('overdue')) ?? never(),
    );
  });

  it('of what somebody did themselves are not told to them', () => {
    for (const kind of ['claimed', 'rejected', 'withdrawn'] as const)
      expect(newsForRequester(translator('en'), view(), news(kind, { bySelf: true }))).toBeUndefined();
  });
});

const never = (): never => {
  throw new Error('there is something to tell');
};
