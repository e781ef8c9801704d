import type { CustomerFilter } from '../../huawei/partner.ts';
import type { Problem } from '../../kernel/problem.ts';
import {
  type DirectoryEntry,
  directoryReadAt,
  fold,
  searchCustomers,
  upsertCustomers,
} from '../../ledger/customers.ts';
import { looksLikeId } from '../args/find-customer.ts';
import type { CommandContext } from '../command.ts';

export interface LookedUp {
  readonly entries: readonly DirectoryEntry[];
  readonly total: number;
  /** The platform had more matches than were read. */
  readonly open: boolean;
  readonly directoryReadAt: Date | undefined;
  /** The platform was asked as well, and why it could not be, when it could not. */
  readonly asked: boolean;
  readonly silent: Problem | undefined;
}

/** As many rows as a person reads; whoever needs another one types more of the name. */
const shown = 20;

/**
 * The customers a text may mean. The directory answers at once; the platform is asked when the directory knows nobody,
 * or has never been read to its end and may lack somebody.
 */
export async function lookUp(context: CommandContext, text: string): Promise<LookedUp> {
  const { ledger } = context;
  const [known, readAt] = await Promise.all([searchCustomers(ledger, text, shown), directoryReadAt(ledger)]);
  if (readAt !== undefined && known.total > 0) {
    return { ...known, open: false, directoryReadAt: readAt, asked: false, silent: undefined };
  }
  const live = await askPlatform(context, text);
  await upsertCustomers(ledger, live.entries, context.clock.now());
  const merged = new Map([...known.entries, ...live.entries].map((entry) => [entry.customerId, entry]));
  return {
    entries: [...merged.values()].slice(0, shown),
    total: Math.max(merged.size, known.total),
    open: live.open,
    directoryReadAt: readAt,
    asked: true,
    silent: live.silent,
  };
}

interface Live {
  readonly entries: readonly DirectoryEntry[];
  readonly open: boolean;
  /** Set when no filter could be asked. */
  readonly silent: Problem | undefined;
}

async function askPlatform(context: CommandContext, text: string): Promise<Live> {
  const wanted = text.normalize('NFKC').trim();
  const filters: CustomerFilter[] = looksLikeId(wanted)
    ? [{ customerId: fold(wanted) }]
    : [{ accountName: wanted }, { company: wanted }, { label: wanted }];
  const answers = await Promise.all(filters.map((filter) => firstPage(context, filter)));
  const silent = answers.flatMap((answer) => answer.silent ?? []);
  return {
    entries: answers.flatMap((answer) => answer.entries),
    open: answers.some((answer) => answer.open),
    silent: silent.length === answers.length ? silent[0] : undefined,
  };
}

async function firstPage({ partner }: CommandContext, filter: CustomerFilter): Promise<Live> {
  for await (const page of partner.customers.list(filter)) {
    if (!page.ok) return { entries: [], open: false, silent: page.problem };
    const { rows, read, total } = page.value;
    return { entries: rows, open: total !== undefined && total > read, silent: undefined };
  }
  return { entries: [], open: false, silent: undefined };
}
