import type { Day } from '../day.ts';
import type { Decimal } from '../decimal.ts';
import type { BankRoute, RemittanceState, Timed } from './states.ts';

/** Somebody of a chat app. */
export interface Person {
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly userId: string;
}

/** Money that somebody says was sent to Huawei Cloud. */
export interface Remittance {
  readonly id: string;
  /** What people quote: `RM-7K3Q-9M2X`. */
  readonly code: string;
  readonly version: number;
  readonly state: RemittanceState;
  readonly account: 'cash' | 'credit';
  readonly route: BankRoute;
  readonly amount: Decimal;
  /** The day the bank took it, in UTC+8. */
  readonly bankDay: Day;
  readonly payer: string;
  /** The name of the bank's voucher; the file itself is not kept. */
  readonly voucher: string | undefined;
  readonly note: string | undefined;
  readonly announcedBy: Person;
  readonly lang: string;
  readonly announcedAt: Date;
  /** See {@link Timed}. */
  readonly movedOn: Day;
  readonly nudgedOn: Day;
  /** Top-ups it may be, other remittances that may be one of them too, top-ups that finance has declined. */
  readonly candidates: readonly string[];
  readonly rivals: readonly string[];
  readonly declined: readonly string[];
  /** The top-up that finance has confirmed. */
  readonly creditedBy: string | undefined;
  readonly endedAt: Date | undefined;
}

export const timedOf = (one: Remittance): Timed => ({ ...one, hasCandidates: one.candidates.length > 0 });

/** Without 0, 1, I, L, O and U: it is read out on the phone. The ledger refuses one that is taken. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export function remittanceCode(bytes: Uint8Array): string {
  const text = Array.from(bytes.subarray(0, 8), (byte) => letters[byte % letters.length]).join('');
  return `RM-${text.slice(0, 4)}-${text.slice(4)}`;
}
