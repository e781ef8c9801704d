import { dayMs } from '../../kernel/day.ts';
import { formatDecimal, formatInstant, formatMoney } from '../../kernel/format.ts';
import { addMoney, type Currency, type Money } from '../../kernel/money.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Block, Card, Fact, Span, Tone } from '../card.ts';
import { type Provenance, provenanceNotes } from '../provenance.ts';
import { type LimitLine, limitText } from './limits.ts';
import { type QuotaFacts, type QuotaStanding, standingOf } from './standing.ts';
import { inCurrency, kindWord, typed, validityText } from './words.ts';

export interface QuotaLine extends QuotaFacts {
  readonly quotaId: string;
  readonly kind: string;
  readonly value: Money;
  readonly limits: readonly LimitLine[];
}

export interface Quotas {
  readonly quotas: readonly QuotaLine[];
  readonly currency: Currency;
  readonly now: Date;
  readonly from: Provenance;
}

interface Seen extends QuotaLine {
  readonly standing: QuotaStanding;
}

export function quotaCard(t: Translate, { quotas, currency, now, from }: Quotas): Card {
  if (quotas.length === 0) {
    const text = t('coupons.quotaNone');
    return { summary: text, blocks: [{ kind: 'notice', tone: 'info', text }, provenanceNotes(t, from)] };
  }
  const seen = quotas
    .map((quota) => ({ ...quota, standing: standingOf(quota, now) }))
    .sort((a, b) => rank(a) - rank(b) || endOf(a) - endOf(b));
  const usable = seen.filter(({ standing }) => standing === 'usable');
  const total = sumOf(usable, currency);
  return {
    summary: t('coupons.quotaSummaryLine', { amount: formatMoney(total), count: usable.length }),
    title: t('coupons.quotaTitle'),
    blocks: [
      { kind: 'facts', facts: issuable(t, usable, total) },
      ...endings(t, usable, now, from.timeZone),
      ...blocked(t, seen),
      ...spent(t, seen),
      quotaTable(t, seen, from.timeZone),
      ...limitBlocks(t, seen),
      {
        kind: 'actions',
        actions: [
          typed(t('coupons.buttonList'), 'coupon list'),
          typed(t('coupons.buttonSoon'), 'coupon list --expiring 7d'),
          typed(t('coupons.buttonHistory'), 'coupon history'),
        ],
      },
      provenanceNotes(t, from, [t('coupons.quotaCounts'), t('coupons.ownZone')]),
    ],
  };
}

const order: readonly string[] = ['usable', 'adjusting', 'frozen', 'not-yet', 'used-up'];

/** What can be issued from first, what can never be again last. */
function rank({ standing }: Seen): number {
  const at = order.indexOf(standing);
  return at < 0 ? order.length : at;
}

const endOf = ({ expires }: QuotaLine): number => expires?.getTime() ?? Number.MAX_SAFE_INTEGER;

const sumOf = (quotas: readonly QuotaLine[], currency: Currency): Money =>
  addMoney(
    currency,
    quotas.map(({ balance }) => balance),
  );

function issuable(t: Translate, usable: readonly QuotaLine[], total: Money): Fact[] {
  const kinds = [...new Set(usable.map(({ kind }) => kind))];
  return [
    { label: t('coupons.canIssue'), value: [{ bold: formatMoney(total) }] },
    ...(kinds.length < 2 ? [] : kinds).map((kind) => ({
      label: t('coupons.canIssueKind', { kind: kindWord(t, kind) }),
      value: formatMoney(
        sumOf(
          usable.filter((quota) => quota.kind === kind),
          total.currency,
        ),
      ),
    })),
  ];
}

const warnings: readonly { readonly days: number; readonly tone: Tone }[] = [
  { days: 7, tone: 'warning' },
  { days: 30, tone: 'info' },
];

/** Money that is about to be lost, each quota in the nearest span it falls into. */
function endings(t: Translate, usable: readonly QuotaLine[], now: Date, timeZone: string): Block[] {
  const left = (quota: QuotaLine) => (endOf(quota) - now.getTime()) / dayMs;
  return warnings.flatMap(({ days, tone }, index): Block[] => {
    const floor = warnings[index - 1]?.days ?? -1;
    const ending = usable.filter((quota) => left(quota) <= days && left(quota) > floor);
    if (ending.length === 0) return [];
    const lines = ending.flatMap((quota): Span[] => [
      `\n${t('coupons.quotaLeft', nameOf(t, quota))}`,
      ...(quota.expires ? [{ at: quota.expires, fallback: formatInstant(quota.expires, timeZone) }] : []),
    ]);
    return [{ kind: 'notice', tone, text: [t('coupons.quotaEndsSoon', { days }), ...lines] }];
  });
}

const nameOf = (t: Translate, { quotaId, kind, balance }: QuotaLine) => ({
  id: quotaId,
  kind: kindWord(t, kind),
  balance: formatMoney(balance),
});

function blocked(t: Translate, seen: readonly Seen[]): Block[] {
  const held = seen.filter(({ standing }) => standing === 'adjusting' || standing === 'frozen');
  if (held.length === 0) return [];
  const lines = held.map((quota) =>
    t('coupons.quotaHeld', { ...nameOf(t, quota), state: standingWord(t, quota.standing) }),
  );
  return [{ kind: 'notice', tone: 'warning', text: [t('coupons.quotaBlocked'), ...lines].join('\n') }];
}

function spent(t: Translate, seen: readonly Seen[]): Block[] {
  const ids = seen.filter(({ standing }) => standing === 'used-up').map(({ quotaId }) => quotaId);
  if (ids.length === 0) return [];
  const text = t('coupons.quotaSpent', { ids: ids.join(t('common.listSeparator')) });
  return [{ kind: 'notice', tone: 'info', text }];
}

const standings: Readonly<Record<string, TextKey>> = {
  usable: 'coupons.quotaUsable',
  'not-yet': 'coupons.quotaNotYet',
  ended: 'coupons.quotaEnded',
  'used-up': 'coupons.quotaUsedUp',
  invalid: 'coupons.quotaInvalid',
  adjusting: 'coupons.quotaAdjusting',
  frozen: 'coupons.quotaFrozen',
  reclaimed: 'coupons.quotaReclaimed',
};

function standingWord(t: Translate, standing: QuotaStanding): string {
  const key = Object.hasOwn(standings, standing) ? standings[standing] : undefined;
  return key === undefined ? standing : t(key);
}

const quotaTable = (t: Translate, seen: readonly Seen[], timeZone: string): Block => ({
  kind: 'table',
  caption: t('coupons.quotaTitle'),
  columns: [
    { label: t('coupons.quotaId') },
    { label: t('coupons.kind') },
    { label: t('coupons.state') },
    { label: inCurrency(t('coupons.quotaValue'), seen[0]?.value), align: 'right' },
    { label: inCurrency(t('coupons.balance'), seen[0]?.balance), align: 'right' },
    { label: t('coupons.valid') },
  ],
  rows: seen.map((quota) => [
    quota.quotaId,
    kindWord(t, quota.kind),
    standingWord(t, quota.standing),
    formatDecimal(quota.value.amount),
    formatDecimal(quota.balance.amount),
    validityText(t, quota, timeZone),
  ]),
});

/** Only of quotas that may be issued from some day. */
function limitBlocks(t: Translate, seen: readonly Seen[]): Block[] {
  const limited = seen.filter((quota) => quota.limits.length > 0 && rank(quota) < order.length);
  if (limited.length === 0) return [];
  const lines = limited.flatMap(({ quotaId, limits }): Span[] => [
    '\n',
    { code: quotaId },
    ...limits.map((limit) => `\n• ${limitText(t, limit)}`),
  ]);
  return [{ kind: 'text', text: [{ bold: t('coupons.limits') }, ...lines] }];
}
