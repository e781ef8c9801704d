import { standingOf } from '../../cards/coupons/standing.ts';
import { kindWord } from '../../cards/coupons/words.ts';
import type { Option } from '../../cards/form.ts';
import type { CouponQuota, PartnerPlatform } from '../../huawei/partner.ts';
import type { Clock } from '../../kernel/clock.ts';
import { dayOf } from '../../kernel/day.ts';
import { formatMoney } from '../../kernel/format.ts';
import type { Log } from '../../kernel/log.ts';
import type { Translate } from '../../kernel/texts/index.ts';

/** The quotas that coupons can be issued from, as last read: for suggestions, never for a decision. */
export interface QuotaShelf {
  /** At once, with what is there. What is older than a minute is read anew behind the back of whoever looks. */
  look(): readonly CouponQuota[];
  /** The same, waiting a moment for what is being read. */
  lookClosely(): Promise<readonly CouponQuota[]>;
}

const freshMs = 60_000;
/** After a failure; the platform has trouble enough. */
const againMs = 10_000;
/** A suggestion that comes later is of no use. */
const momentMs = 1_000;

export function openQuotaShelf(
  { coupons }: Pick<PartnerPlatform, 'coupons'>,
  clock: Clock,
  log: Log,
): QuotaShelf {
  let quotas: readonly CouponQuota[] = [];
  let readAgainAt = 0;
  let reading = Promise.resolve();

  async function read(): Promise<void> {
    readAgainAt = clock.now().getTime() + againMs;
    const answer = await coupons.quotas();
    if (!answer.ok) return;
    quotas = answer.value.value;
    readAgainAt = clock.now().getTime() + freshMs;
  }

  function look(): readonly CouponQuota[] {
    const now = clock.now();
    if (now.getTime() >= readAgainAt)
      reading = read().catch((error: unknown) => log.warn({ err: error }, 'the quotas could not be read'));
    return usableOf(quotas, now);
  }

  return {
    look,
    lookClosely: async () => {
      look();
      const enough = new AbortController();
      const moment = clock.sleep(momentMs, enough.signal).catch(() => undefined);
      await Promise.race([reading, moment]);
      enough.abort();
      return look();
    },
  };
}

/** Those that something can be issued from now, the one that ends first in front. */
export const usableOf = (quotas: readonly CouponQuota[], now: Date): CouponQuota[] =>
  quotas.filter((quota) => standingOf(quota, now) === 'usable').toSorted((a, b) => endOf(a) - endOf(b));

const endOf = ({ expires }: CouponQuota): number => expires?.getTime() ?? Number.MAX_SAFE_INTEGER;

export function quotaOption({ quotaId, kind, balance, expires }: CouponQuota, t: Translate): Option {
  const params = { kind: kindWord(t, kind), balance: formatMoney(balance) };
  return {
    value: quotaId,
    label: t('desk.quotaOption', params),
    description: expires ? t('desk.quotaUntil', { quota: quotaId, day: dayOf(expires) }) : quotaId,
  };
}
