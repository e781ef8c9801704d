import { problem, type Problem } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ArgTable, Command, InputOf } from '../command.ts';
import type { Given } from '../parse/assign.ts';
import { type ArgValue, check } from './check.ts';
import type { FindCustomer, NamedCustomer } from './find-customer.ts';

/** Everything a command needs, or what a person must still say. */
export type Settled =
  | { readonly kind: 'input'; readonly input: InputOf<ArgTable> }
  | {
      readonly kind: 'incomplete';
      readonly problems: Readonly<Record<string, Problem>>;
      /** All customers to choose from, by argument; after a slip, those with a name near what was typed. */
      readonly customers: Readonly<Record<string, readonly NamedCustomer[]>>;
    };

/** Turns what was given into a command's input. Fails only when a customer could not be looked up. */
export async function settle(
  command: Pick<Command, 'args'>,
  given: Given,
  now: Date,
  find: FindCustomer,
): Promise<Result<Settled>> {
  const checked = check(command, given, now);
  const values: Record<string, ArgValue> = { ...checked.values };
  const problems: Record<string, Problem> = { ...checked.problems };
  const customers: Record<string, readonly NamedCustomer[]> = {};
  for (const [name, typed] of Object.entries(checked.customers)) {
    const found = await find(typed);
    if (!found.ok) return found;
    const match = found.value;
    if (match.kind === 'one') {
      values[name] = match.customer;
      continue;
    }
    if (match.kind === 'none') {
      problems[name] = problem('customerNotFound', { typed });
      customers[name] = match.near;
      continue;
    }
    problems[name] = problem('customerAmbiguous', { typed });
    // Of a longer list the one that is meant may be missing: then it is typed, not picked.
    if (match.customers.length === match.total) customers[name] = match.customers;
  }
  return ok(
    Object.keys(problems).length > 0
      ? { kind: 'incomplete', problems, customers }
      : { kind: 'input', input: values },
  );
}
