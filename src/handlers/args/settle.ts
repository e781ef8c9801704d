import { type Problem, problem } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ArgTable, Command, CustomerRef, InputOf } from '../command.ts';
import type { Given } from '../parse/assign.ts';
import { namesText } from '../parse/names.ts';
import { type ArgValue, check } from './check.ts';
import type { CustomerMatch, FindCustomer, NamedCustomer } from './find-customer.ts';

/** A customer to choose, and what the argument says once they are chosen. */
export interface Choice {
  readonly customer: NamedCustomer;
  readonly text: string;
}

/** One of the customers an argument names. */
export interface Sought {
  readonly typed: string;
  readonly match: CustomerMatch;
}

/** Everything a command needs, or what a person must still say. */
export type Settled = {
  /** Whom the arguments name, by argument and in the order given: also those that were found when others were not. */
  readonly sought: Readonly<Record<string, readonly Sought[]>>;
} & (
  | { readonly kind: 'input'; readonly input: InputOf<ArgTable> }
  | {
      readonly kind: 'incomplete';
      readonly problems: Readonly<Record<string, Problem>>;
      /** All customers to choose from, by argument; after a slip, those with a name near what was typed. */
      readonly choices: Readonly<Record<string, readonly Choice[]>>;
    }
);

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
  const choices: Record<string, readonly Choice[]> = {};
  const sought: Record<string, readonly Sought[]> = {};
  for (const [name, names] of Object.entries(checked.customers)) {
    const list = command.args[name]?.type === 'customers';
    const found = await seek(names, find, list);
    if (!found.ok) return found;
    sought[name] = found.value;
    const reason = problemWith(found.value);
    if (reason) {
      problems[name] = reason;
      choices[name] = choicesFor(found.value);
      continue;
    }
    const customers = customersIn(found.value);
    const [first] = customers;
    if (list) values[name] = customers;
    else if (first) values[name] = first;
  }
  return ok(
    Object.keys(problems).length > 0
      ? { kind: 'incomplete', problems, choices, sought }
      : { kind: 'input', input: values, sought },
  );
}

async function seek(names: readonly string[], find: FindCustomer, list: boolean): Promise<Result<Sought[]>> {
  const sought: Sought[] = [];
  for (const typed of names) {
    const whole = await find(typed);
    if (!whole.ok) return whole;
    const words = list && whole.value.kind === 'none' ? typed.split(' ') : [];
    const single = words.length > 1 ? await seekAll(words, find) : undefined;
    if (single && !single.ok) return single;
    sought.push(...(single?.value ?? [{ typed, match: whole.value }]));
  }
  return ok(sought);
}

/** Names between spaces, when every one of them is somebody; else it was one name, and a wrong one. */
async function seekAll(words: readonly string[], find: FindCustomer): Promise<Result<Sought[] | undefined>> {
  const sought: Sought[] = [];
  for (const typed of words) {
    const found = await find(typed);
    if (!found.ok) return found;
    if (found.value.kind !== 'one') return ok(undefined);
    sought.push({ typed, match: found.value });
  }
  return ok(sought);
}

const customersIn = (sought: readonly Sought[]): CustomerRef[] =>
  sought.flatMap(({ match }) => (match.kind === 'one' ? [match.customer] : []));

/** What stands for those that were found: their ids; for the others what was typed. */
export const textOf = (sought: readonly Sought[]): string =>
  namesText(sought.map(({ typed, match }) => (match.kind === 'one' ? match.customer.customerId : typed)));

/** How many names fit into a sentence. */
const namesSaid = 10;

function problemWith(sought: readonly Sought[]): Problem | undefined {
  const unclear = (kind: CustomerMatch['kind']) => {
    const typed = sought.filter(({ match }) => match.kind === kind).map((one) => one.typed);
    const more = typed.length > namesSaid ? ' …' : '';
    return { count: typed.length, typed: `${typed.slice(0, namesSaid).join(', ')}${more}` };
  };
  const unknown = unclear('none');
  const ambiguous = unclear('several');
  if (ambiguous.count === 1) return problem('customerAmbiguous', { typed: ambiguous.typed });
  if (ambiguous.count > 1) return problem('customersAmbiguous', ambiguous);
  if (unknown.count === 1) return problem('customerNotFound', { typed: unknown.typed });
  if (unknown.count > 1) return problem('customersNotFound', unknown);
  const ids = customersIn(sought).map(({ customerId }) => customerId);
  const twice = customersIn(sought).find(({ customerId }, at) => ids.indexOf(customerId) !== at);
  return twice && problem('customerTwice', { customer: twice.name });
}

/** For the first name that is not clear. Of a longer list the one that is meant may be missing: then it is typed, not picked. */
function choicesFor(sought: readonly Sought[]): Choice[] {
  const at = sought.findIndex(({ match }) => match.kind !== 'one');
  const match = sought[at]?.match;
  if (!match || match.kind === 'one') return [];
  const customers =
    match.kind === 'none' ? match.near : match.customers.length === match.total ? match.customers : [];
  return customers.map((customer) => {
    const chosen: Sought = { typed: '', match: { kind: 'one', customer } };
    return { customer, text: textOf(sought.with(at, chosen)) };
  });
}

/** Whom the directory does not know the platform may: a worker asks it. */
export const mayBeKnownThere = ({ code }: Problem): boolean =>
  code === 'customerNotFound' || code === 'customersNotFound';
