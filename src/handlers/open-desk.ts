import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Card } from '../cards/card.ts';
import type { Form, FormFiles, FormValues, LookupSource, Option } from '../cards/form.ts';
import { problemCard, problemText } from '../cards/problem.ts';
import type { OperationInfo } from '../huawei/partner.ts';
import { cycleOf } from '../kernel/bill-cycle.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { fail, ok } from '../kernel/result.ts';
import type { Site } from '../kernel/site.ts';
import { type Translate, translator } from '../kernel/texts/index.ts';
import { nameOf, searchCustomers } from '../ledger/customers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openOwnViews } from './approvals/own-view.ts';
import { searchOperations } from './api/search.ts';
import { check } from './args/check.ts';
import { findInDirectory, looksLikeId } from './args/find-customer.ts';
import { customerOption } from './args/customers-field.ts';
import { type FormReasons, formOf } from './args/form-of.ts';
import { quotaOption, type QuotaShelf } from './args/quota-shelf.ts';
import { mayBeKnownThere, settle, textOf } from './args/settle.ts';
import { readSubmitted } from './args/submitted.ts';
import type { Actor, ArgSpec, Command } from './command.ts';
import type { Desk, Reading, Submission } from './desk.ts';
import { labelOf, mayRun } from './help/describe.ts';
import { homeFor } from './home/home.ts';
import { withStop } from './money/banner.ts';
import { type House, interpret, refuseArguments, refuseCommand, refuseStranger } from './interpret.ts';
import { lineBehind } from './long-line.ts';
import { catalogueOf } from './parse/catalogue.ts';
import { readLine } from './parse/line.ts';
import { lineOf } from './parse/line-of.ts';
import { normalise } from './parse/normalise.ts';
import type { Policy } from './policy/policy.ts';
import { privateLine } from './remit/private-line.ts';
import type { Registry } from './registry.ts';

export interface DeskParts {
  readonly registry: Registry;
  readonly site: Site;
  readonly policy: Pick<Policy, 'admins'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The operations of the contract, for type-ahead. */
  readonly operations: readonly OperationInfo[];
  /** The money machine: what waits for a person, and whether money is stopped. */
  readonly approvals?: ApprovalRoom;
  /** The coupon quotas, for type-ahead; none where there are no coupons. */
  readonly quotas?: QuotaShelf;
}

export const houseOf = ({
  registry,
  site,
  policy,
}: Pick<DeskParts, 'registry' | 'site' | 'policy'>): House => ({
  catalogue: catalogueOf(registry.commands, site),
  site,
  admins: policy.admins,
});

/** What type-ahead looks through, by type of argument. */
const sources: Partial<Record<ArgSpec['type'], LookupSource>> = {
  customer: 'customer',
  customers: 'customer',
  operation: 'operation',
  quota: 'quota',
};

/** As many suggestions as Slack shows. */
const suggestions = 100;

export function openDesk(parts: DeskParts): Desk {
  const { ledger, clock, operations, quotas } = parts;
  const house = houseOf(parts);
  const ownViews = parts.approvals && openOwnViews(parts.approvals, ledger);
  const find = async (text: string) => ok(await findInDirectory(ledger, text));

  return {
    glance: remembered((line, now) => standsByItself(house, line, now), clock),
    read: (line, actor) => read(line, actor),
    form: async (line, actor) => openForm(line, actor),
    submit: (command, values, actor, files) => submit(command, values, actor, files),
    suggest: async (source, typed, actor) => (maySee(source, actor) ? suggest(source, typed, actor) : []),
    ownView: async (token, actor) => {
      const refused =
        refuseStranger(actor, house) ?? refuseCommand({ permission: 'approvals.read' }, actor, house);
      return refused || !ownViews ? fail(refused ?? problem('requestGone')) : ownViews(token, actor);
    },
    home: (actor) => homeFor(house, ledger, actor, parts.approvals),
  };

  async function read(line: string, actor: Actor): Promise<Reading> {
    const t = translator(actor.lang);
    const now = clock.now();
    const meaning = await interpret(line, actor, house, now, find);
    if (!meaning.ok)
      return { kind: 'card', card: problemCard(meaning.problem, t), outcome: meaning.problem.code };
    const { value } = meaning;
    if (value.kind === 'run') return { kind: 'work', line: privateLine(normalise(line)) };
    if (value.kind === 'card') {
      const { about, outcome } = value;
      const reading = { room: parts.approvals, db: ledger, app: actor.app };
      const card = about === 'menu' ? await withStop(value.card, t, reading) : value.card;
      return { kind: 'card', card, about, ...(outcome ? { outcome } : {}) };
    }
    const reasons = Object.values(value.reasons.problems);
    // Whom the directory does not know the platform may: a worker asks it.
    if (reasons.every(mayBeKnownThere)) return { kind: 'work', line: privateLine(normalise(line)) };
    return { kind: 'form', form: formFor(value.command, value.given, actor, value.reasons) };
  }

  /** Holds only what the person may give. */
  function formFor(
    command: Command,
    given: Parameters<typeof formOf>[1],
    actor: Actor,
    reasons?: FormReasons,
  ): Form {
    const args = Object.fromEntries(
      Object.entries(command.args).filter(
        ([, { permission }]) => permission === undefined || actor.may.has(permission),
      ),
    );
    const t = translator(actor.lang);
    const options = Object.values(args).some(({ type }) => type === 'quota') ? quotaOptions(t) : [];
    const form = formOf({ ...command, args }, given, clock.now(), t, reasons, options);
    return { ...form, title: labelOf(command, actor.lang) };
  }

  async function openForm(pressed: string, actor: Actor): Promise<Form | Card> {
    const t = translator(actor.lang);
    const line = await lineBehind(ledger, pressed, actor);
    const read = readLine(house.catalogue, line, clock.now());
    const refused = refuseStranger(actor, house);
    if (refused) return problemCard(refused, t, { tone: 'warning' });
    if (read.kind !== 'command') {
      const meaning = await interpret(line, actor, house, clock.now(), find);
      if (meaning.ok && meaning.value.kind === 'card') return meaning.value.card;
      return problemCard(problem('unknownCommand', { typed: line }), t, { tone: 'warning' });
    }
    const { given } = read.assigned;
    const denied =
      refuseCommand(read.command, actor, house) ?? refuseArguments(read.command, given, actor, house);
    if (denied) return problemCard(denied, t, { tone: 'warning' });
    const settled = await settle(read.command, given, clock.now(), find);
    const { sought = {} } = settled.ok ? settled.value : {};
    const reasons = settled.ok && settled.value.kind === 'incomplete' ? settled.value : undefined;
    const { problems = {}, choices = {} } = reasons ?? {};
    return formFor(read.command, given, actor, { problems, choices, sought });
  }

  async function submit(
    name: string,
    values: FormValues,
    actor: Actor,
    files: FormFiles = {},
  ): Promise<Submission> {
    const t = translator(actor.lang);
    const command = house.catalogue.phrases.get(name);
    const refused = refuseStranger(actor, house) ?? (command && refuseCommand(command, actor, house));
    if (!command || refused) {
      const reason = refused ?? problem('unknownCommand', { typed: name });
      const [field = ''] = Object.keys(values);
      return { ok: false, errors: { [field]: problemText(reason, t) } };
    }
    const { given, fields, problems: unread } = readSubmitted(command, values, files);
    const settled = await settle(command, given, clock.now(), find);
    const { sought = {} } = settled.ok ? settled.value : {};
    const wrong: Readonly<Record<string, Problem>> =
      settled.ok && settled.value.kind === 'incomplete' ? settled.value.problems : {};
    const errors = [
      ...Object.entries(unread),
      ...Object.entries(wrong).flatMap(([arg, reason]) => {
        const field = fields[arg];
        return field === undefined || mayBeKnownThere(reason) ? [] : [[field, reason] as const];
      }),
    ];
    if (errors.length > 0) {
      return {
        ok: false,
        errors: Object.fromEntries(errors.map(([field, reason]) => [field, problemText(reason, t)])),
      };
    }
    // Who was found is named by id from here on: what else is called so tomorrow changes nothing.
    const lists = Object.entries(sought).filter(([arg]) => command.args[arg]?.type === 'customers');
    const ids = Object.fromEntries(lists.map(([arg, found]) => [arg, textOf(found)]));
    return { ok: true, line: privateLine(lineOf(command, { ...given, ...ids }, clock.now())) };
  }

  function quotaOptions(t: Translate): Option[] {
    return (quotas?.look() ?? []).map((quota) => quotaOption(quota, t));
  }

  /** A source is seen by those who may run a command that asks for it. */
  function maySee(source: LookupSource, actor: Actor): boolean {
    return house.catalogue.commands.some(
      (command) =>
        mayRun(actor, command) && Object.values(command.args).some(({ type }) => sources[type] === source),
    );
  }

  async function suggest(source: LookupSource, typed: string, actor: Actor): Promise<readonly Option[]> {
    const text = normalise(typed);
    if (source === 'quota') {
      const wanted = text.toLowerCase();
      const t = translator(actor.lang);
      const all = ((await quotas?.lookClosely()) ?? []).map((quota) => quotaOption(quota, t));
      return all.filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(wanted));
    }
    if (source === 'operation') {
      return searchOperations(operations, text)
        .slice(0, suggestions)
        .map(({ name, path }) => ({ value: name, label: name, description: path }));
    }
    const { entries } = await searchCustomers(ledger, text, suggestions);
    return entries.map((entry) => customerOption({ ...entry, name: nameOf(entry) }));
  }
}

/** A worker can take the line as it stands: nothing is missing, wrong, or to be looked up. */
const linesRemembered = 1_000;

/** People type the same few lines all day; what a line says changes only with the month. */
function remembered(look: (line: string, now: Date) => boolean, clock: Clock): (line: string) => boolean {
  let cycle = cycleOf(clock.now());
  let known = new Map<string, boolean>();
  return (line) => {
    const now = clock.now();
    const current = cycleOf(now);
    if (current !== cycle || known.size >= linesRemembered) {
      cycle = current;
      known = new Map();
    }
    const before = known.get(line);
    if (before !== undefined) return before;
    const seen = look(line, now);
    known.set(line, seen);
    return seen;
  };
}

function standsByItself(house: House, line: string, now: Date): boolean {
  const read = readLine(house.catalogue, line, now);
  if (read.kind !== 'command' || read.assigned.fault) return false;
  const { problems, customers } = check(read.command, read.assigned.given, now);
  return Object.keys(problems).length === 0 && Object.values(customers).flat().every(looksLikeId);
}
