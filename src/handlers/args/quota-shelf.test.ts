import { describe, expect, it, vi } from 'vitest';
import { virtualClock } from '../../../test/support/clock.ts';
import { couponPartner, couponQuota, platformDown } from '../../../test/support/coupon-partner.ts';
import { quiet } from '../../../test/support/log.ts';
import { translator } from '../../kernel/texts/index.ts';
import { openQuotaShelf, quotaOption } from './quota-shelf.ts';

const now = '2026-11-23T02:00:00Z';

describe('the shelf of quotas', () => {
  const open = (quotas = [couponQuota('CQ1', '100')]) => {
    const clock = virtualClock(now);
    const world: { fault?: () => typeof platformDown | undefined } = {};
    const partner = couponPartner({ quotas, fault: () => world.fault?.() });
    return { clock, partner, world, shelf: openQuotaShelf(partner, clock, quiet) };
  };
  const ids = (quotas: readonly { quotaId: string }[]) => quotas.map(({ quotaId }) => quotaId);

  it('is empty at first and filled behind the back of who looks', async () => {
    const { shelf } = open();
    expect(shelf.look()).toEqual([]);
    await vi.waitUntil(() => shelf.look().length === 1);
  });

  it('asks the platform once a minute at most, however many look', async () => {
    const { shelf, partner, clock } = open();
    await shelf.lookClosely();
    for (let times = 0; times < 50; times += 1) shelf.look();
    expect(partner.calls).toEqual(['quotas']);
    await clock.advance(60_000);
    await shelf.lookClosely();
    expect(partner.calls).toEqual(['quotas', 'quotas']);
  });

  it('shows what it had while the platform is away, and tries again later', async () => {
    const { shelf, partner, clock, world } = open();
    await shelf.lookClosely();
    world.fault = () => platformDown;
    await clock.advance(60_000);
    expect(ids(await shelf.lookClosely())).toEqual(['CQ1']);
    shelf.look();
    expect(partner.calls).toHaveLength(2);
    await clock.advance(10_000);
    shelf.look();
    expect(partner.calls).toHaveLength(3);
  });

  it('holds only what can be issued from, the one that ends first in front', async () => {
    const { shelf } = open([
      couponQuota('CQ-LONG', '100'),
      couponQuota('CQ-SOON', '100', { expires: new Date('2026-12-01T00:00:00Z') }),
      couponQuota('CQ-EMPTY', '0'),
      couponQuota('CQ-FROZEN', '100', { state: 'frozen' }),
    ]);
    expect(ids(await shelf.lookClosely())).toEqual(['CQ-SOON', 'CQ-LONG']);
  });

  it('says of each what is left and until when', () => {
    expect(quotaOption(couponQuota('CQ1', '1234.5'), translator('en'))).toEqual({
      value: 'CQ1',
      label: 'voucher · CNY 1,234.50 left',
      description: 'CQ1 · until 2027-06-30',
    });
  });
});
