import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { BillSum, PartnerPlatform } from '../../huawei/partner.ts';
import type { BillCycle } from '../../kernel/bill-cycle.ts';
import { decimal } from '../../kernel/decimal.ts';
import { type Money, money } from '../../kernel/money.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { keepSums, keptSums } from '../../ledger/bill-sums.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { CommandContext } from '../command.ts';
import { isFresh } from './freshness.ts';

export interface Sums {
  readonly rows: readonly BillSum[];
  readonly readAt: Date;
}

/** A reading is for everybody who waits for it, so it outlives the asker who happened to come first. */
const patienceMs = 10 * 60_000;

type SumsReader = Pick<CommandContext, 'ledger' | 'clock' | 'patientPartner'> & {
  /** Whose readings are shared among themselves only: nobody who waits is to wait for one that goes behind. */
  readonly apart?: string;
};

/**
 * The monthly sums of everybody, or of one customer. Whole months are kept in the ledger; askers of the same sums at the
 * same time share one reading.
 */
export async function readSums(
  context: SumsReader,
  cycle: BillCycle,
  customerId?: string,
): Promise<Result<Sums>> {
  const { ledger, clock, patientPartner, apart = '' } = context;
  return shared(ledger, `${apart} ${cycle} ${customerId ?? '*'}`, async () => {
    const kept = await keptSums(ledger, cycle);
    if (kept && isFresh(cycle, kept.readAt, clock.now())) {
      const rows = await unpack(kept.body);
      return ok({ rows: customerId === undefined ? rows : of(rows, customerId), readAt: kept.readAt });
    }
    const readAt = clock.now();
    const partner = patientPartner.until(AbortSignal.timeout(patienceMs));
    const rows = await readAll(partner, cycle, customerId);
    if (!rows.ok) return rows;
    if (customerId === undefined) await keepSums(ledger, cycle, { readAt, body: await pack(rows.value) });
    return ok({ rows: rows.value, readAt });
  });
}

const of = (rows: readonly BillSum[], customerId: string): BillSum[] =>
  rows.filter((row) => row.customerId === customerId);

const underWay = new WeakMap<Ledger, Map<string, Promise<Result<Sums>>>>();

function shared(ledger: Ledger, key: string, read: () => Promise<Result<Sums>>): Promise<Result<Sums>> {
  const readings = underWay.get(ledger) ?? new Map<string, Promise<Result<Sums>>>();
  underWay.set(ledger, readings);
  const running = readings.get(key);
  if (running) return running;
  const started = read().finally(() => readings.delete(key));
  readings.set(key, started);
  return started;
}

async function readAll(
  partner: PartnerPlatform,
  cycle: BillCycle,
  customerId: string | undefined,
): Promise<Result<BillSum[]>> {
  const rows: BillSum[] = [];
  const query = customerId === undefined ? { cycle } : { cycle, customerId };
  for await (const page of partner.bills.monthlySums(query)) {
    if (!page.ok) return page;
    rows.push(...page.value.rows);
  }
  return ok(rows);
}

const compress = promisify(gzip);
const expand = promisify(gunzip);

type Amount = [text: string, currency: string];
type PackedSum = [
  texts: [string, string, string, string, string, string, string],
  amounts: [Amount, Amount, Amount, Amount],
  paidBy: [balanceType: string, amount: Amount][],
];

const packMoney = ({ amount, currency }: Money): Amount => [amount.toFixed(), currency];
const unpackMoney = ([text, currency]: Amount): Money => money(decimal(text), currency);

function pack(rows: readonly BillSum[]): Promise<Buffer> {
  const packed = rows.map(
    (row): PackedSum => [
      [
        row.customerId,
        row.serviceCode,
        row.serviceName,
        row.resourceCode,
        row.resourceName,
        row.chargeMode,
        row.billType,
      ],
      [packMoney(row.amount), packMoney(row.debt), packMoney(row.adjustment), packMoney(row.discount)],
      row.paidBy.map(({ balanceType, amount }) => [balanceType, packMoney(amount)]),
    ],
  );
  return compress(JSON.stringify(packed), { level: 1 });
}

// Nobody but `pack` writes this column.
const packedSums = (json: string): PackedSum[] => JSON.parse(json) as PackedSum[];

async function unpack(body: Buffer): Promise<BillSum[]> {
  return packedSums((await expand(body)).toString()).map(([texts, amounts, paidBy]) => {
    const [customerId, serviceCode, serviceName, resourceCode, resourceName, chargeMode, billType] = texts;
    const [amount, debt, adjustment, discount] = amounts;
    return {
      customerId,
      serviceCode,
      serviceName,
      resourceCode,
      resourceName,
      chargeMode,
      billType,
      amount: unpackMoney(amount),
      debt: unpackMoney(debt),
      adjustment: unpackMoney(adjustment),
      discount: unpackMoney(discount),
      paidBy: paidBy.map(([balanceType, paid]) => ({ balanceType, amount: unpackMoney(paid) })),
    };
  });
}
