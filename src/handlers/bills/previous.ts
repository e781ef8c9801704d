import { type BillCycle, cycleOf, shiftCycle } from '../../kernel/bill-cycle.ts';
import { oldestMonths } from '../parse/month.ts';

/** The month before, while the platform still has it. */
export function previousOf(cycle: BillCycle, now: Date): BillCycle | undefined {
  const previous = shiftCycle(cycle, -1);
  return previous < shiftCycle(cycleOf(now), -oldestMonths) ? undefined : previous;
}
