import type { PartnerPlatform } from '../../huawei/partner.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { nameOf, searchCustomers } from '../../ledger/customers.ts';
import type { Db } from '../../ledger/ledger.ts';
import type { CustomerRef } from '../command.ts';
import { nearest } from '../parse/nearest.ts';
import { fold } from '../parse/normalise.ts';

/** Whom a person means by a text. */
export type CustomerMatch =
  | { readonly kind: 'one'; readonly customer: CustomerRef }
  /** `total` may be more than are listed. */
  | { readonly kind: 'several'; readonly customers: readonly NamedCustomer[]; readonly total: number }
  | { readonly kind: 'none'; readonly near: readonly NamedCustomer[] };

export type FindCustomer = (text: string) => Promise<Result<CustomerMatch>>;

export interface NamedCustomer extends CustomerRef {
  readonly accountName: string;
}

/** A customer id is a domain id: 32 hexadecimal digits. */
export const looksLikeId = (text: string): boolean => /^[0-9a-f]{32}$/i.test(text);

/** As many as a person can choose from at a glance; Slack shows up to 100 options, nobody reads them. */
const choices = 20;

/** Looks into the directory only: quick, and as fresh as its last reading. */
export async function findInDirectory(db: Db, text: string): Promise<CustomerMatch> {
  const found = await searchCustomers(db, text, choices);
  if (found.entries.length === 0) return { kind: 'none', near: await nearInDirectory(db, text) };
  return choose(text, found.entries.map(named), found.total);
}

const named = (entry: { customerId: string; accountName: string; company: string }): NamedCustomer => ({
  customerId: entry.customerId,
  accountName: entry.accountName,
  name: nameOf(entry),
});

/** The exact id wins, then the exact account or company name, then the only match. */
function choose(text: string, customers: readonly NamedCustomer[], total: number): CustomerMatch {
  const wanted = fold(text);
  const only = (list: readonly NamedCustomer[]) => (list.length === 1 ? list[0] : undefined);
  const one =
    only(customers.filter(({ customerId }) => fold(customerId) === wanted)) ??
    only(customers.filter(({ accountName }) => fold(accountName) === wanted)) ??
    only(customers.filter(({ name }) => fold(name) === wanted)) ??
    (total <= 1 ? customers[0] : undefined);
  if (one) return { kind: 'one', customer: { customerId: one.customerId, name: one.name } };
  return customers.length === 0 ? { kind: 'none', near: [] } : { kind: 'several', customers, total };
}

async function nearInDirectory(db: Db, text: string): Promise<NamedCustomer[]> {
  const wanted = Array.from(fold(text));
  if (wanted.length < 2 || looksLikeId(text)) return [];
  // A slip is seldom in the first two letters; if it is, the last two may hold.
  const parts = [wanted.slice(0, 2).join(''), wanted.slice(-2).join('')];
  const found = await Promise.all(parts.map((part) => searchCustomers(db, part, 100)));
  const entries = found.flatMap(({ entries }) => entries.map(named));
  const byName = new Map(
    entries.flatMap((entry) => [
      [entry.name, entry],
      [entry.accountName, entry],
    ]),
  );
  const near = nearest(text, byName.keys()).flatMap((name) => byName.get(name) ?? []);
  return [...new Map(near.map((entry) => [entry.customerId, entry])).values()];
}

/**
 * Looks into the directory, and asks the platform for whom the directory does not know: customers that joined since its
 * last reading, and all of them before the first.
 */
export async function findAnywhere(
  db: Db,
  partner: PartnerPlatform,
  text: string,
): Promise<Result<CustomerMatch>> {
  const known = await findInDirectory(db, text);
  if (known.kind !== 'none') return ok(known);
  if (looksLikeId(text)) {
    const shown = await partner.customers.show(text.toLowerCase());
    if (!shown.ok) return shown;
    return ok(shown.value.value ? { kind: 'one', customer: named(shown.value.value) } : known);
  }
  for (const filter of [{ accountName: text }, { company: text }]) {
    const found = new Map<string, NamedCustomer>();
    for await (const page of partner.customers.list(filter)) {
      if (!page.ok) return page;
      for (const customer of page.value.rows) found.set(customer.customerId, named(customer));
      if (found.size > choices) break;
    }
    if (found.size > 0) return ok(choose(text, [...found.values()].slice(0, choices), found.size));
  }
  return ok(known);
}
