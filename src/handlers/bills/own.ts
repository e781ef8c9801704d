import type { Card } from '../../cards/card.ts';
import { ownBillCard } from '../../cards/own-bill.ts';
import { type BillCycle, isProvisional } from '../../kernel/bill-cycle.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { CommandContext } from '../command.ts';
import { consoleUrl } from './console.ts';
import { previousOf } from './previous.ts';

/** What the partner owes: the international and European sites give no sums per customer (dossier §1). */
export async function ownBill(
  { partner, t, actor, clock, site }: CommandContext,
  { cycle, askedForMore }: { readonly cycle: BillCycle; readonly askedForMore: boolean },
): Promise<Result<Card>> {
  const answer = await partner.bills.ownPostpaid(cycle);
  if (!answer.ok) return answer;
  const { value, source, asOf } = answer.value;
  const now = clock.now();
  return ok(
    ownBillCard(t, {
      ...value,
      previousCycle: previousOf(cycle, now),
      provisional: isProvisional(cycle, now),
      askedForMore,
      consoleUrl: consoleUrl(site),
      from: { sources: [source], asOf, timeZone: actor.timeZone },
    }),
  );
}
