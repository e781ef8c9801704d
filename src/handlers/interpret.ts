import type { Action, Card } from '../cards/card.ts';
import { nounCard } from '../cards/help.ts';
import { problemCard } from '../cards/problem.ts';
import { type Problem, type ProblemCode, problem } from '../kernel/problem.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Site } from '../kernel/site.ts';
import { translator } from '../kernel/texts/index.ts';
import type { FindCustomer } from './args/find-customer.ts';
import type { FormReasons } from './args/form-of.ts';
import { settle } from './args/settle.ts';
import type { Actor, ArgTable, Command, InputOf } from './command.ts';
import { buttonOf, labelOf, mayRun, permissionText } from './help/describe.ts';
import { helpFor, menuFor } from './help/help.ts';
import type { Given } from './parse/assign.ts';
import type { Catalogue } from './parse/catalogue.ts';
import { type Line, readLine } from './parse/line.ts';
import { joinWords } from './parse/words.ts';

/** What a line means when this person says it. */
export type Meaning =
  | { readonly kind: 'run'; readonly command: Command; readonly input: InputOf<ArgTable> }
  | {
      readonly kind: 'ask';
      readonly command: Command;
      readonly given: Given;
      readonly reasons: FormReasons;
    }
  /** Help, the menu, a correction or a refusal; the last two carry the problem's code. */
  | { readonly kind: 'card'; readonly card: Card; readonly outcome?: ProblemCode; readonly about: string };

export interface House {
  readonly catalogue: Catalogue;
  readonly site: Site;
  /** Who can change rights, as the policy names them. */
  readonly admins: string;
}

/** Reads a line for a person: rights first, then what was typed. Fails only when a customer could not be looked up. */
export async function interpret(
  line: string,
  actor: Actor,
  house: House,
  now: Date,
  find: FindCustomer,
): Promise<Result<Meaning>> {
  const stranger = refuseStranger(actor, house);
  if (stranger) return ok(refusal(stranger, actor, 'unknown'));
  const read = readLine(house.catalogue, line, now);
  if (read.kind !== 'command') return ok(answerAtOnce(read, actor, house));

  const { command, assigned } = read;
  const about = command.path.join('.');
  const denied =
    refuseCommand(command, actor, house) ?? refuseArguments(command, assigned.given, actor, house);
  if (denied) return ok(refusal(denied, actor, about));
  if (assigned.fault) {
    const { better } = assigned.fault;
    const actions: Action[] =
      better === undefined ? [] : [{ label: `/hw ${better}`, does: { type: 'command', line: better } }];
    return ok(refusal(assigned.fault.problem, actor, about, actions));
  }
  const settled = await settle(command, assigned.given, now, find);
  if (!settled.ok) return settled;
  const { value } = settled;
  return ok(
    value.kind === 'input'
      ? { kind: 'run', command, input: value.input }
      : { kind: 'ask', command, given: assigned.given, reasons: value },
  );
}

/** People the policy does not name get one sentence, whatever they asked. */
export const refuseStranger = (actor: Actor, house: House): Problem | undefined =>
  actor.roles.length === 0 ? problem('unknownPerson', { admins: house.admins }) : undefined;

export function refuseCommand(
  command: Pick<Command, 'permission'>,
  actor: Actor,
  house: House,
): Problem | undefined {
  if (actor.may.has(command.permission)) return undefined;
  const what = translator(actor.lang)(permissionText[command.permission]);
  return problem('notPermitted', { what, admins: house.admins });
}

export function refuseArguments(
  command: Command,
  given: Given,
  actor: Actor,
  house: House,
): Problem | undefined {
  const needed = Object.keys(given).flatMap((name) => command.args[name]?.permission ?? []);
  const missing = needed.find((permission) => !actor.may.has(permission));
  return missing && refuseCommand({ permission: missing }, actor, house);
}

function refusal(reason: Problem, actor: Actor, about: string, actions: readonly Action[] = []): Meaning {
  const card = problemCard(reason, translator(actor.lang), { tone: 'warning', actions });
  return { kind: 'card', card, outcome: reason.code, about };
}

function answerAtOnce(line: Exclude<Line, { kind: 'command' }>, actor: Actor, house: House): Meaning {
  switch (line.kind) {
    case 'menu':
      return { kind: 'card', card: menuFor(house, actor), about: 'menu' };
    case 'help':
      return { kind: 'card', card: helpFor(house, actor, line.about), about: 'help' };
    case 'elsewhere': {
      const params = { command: line.command.path.join(' '), site: house.site };
      return refusal(problem(line.command.elsewhere ?? 'notOnThisSite', params), actor, 'unknown');
    }
    case 'noun':
      return verbsOf(line, actor, house);
    case 'unknown': {
      const candidates = line.candidates.filter((command) => mayRun(actor, command));
      const actions = candidates.map((command) => withRest(command, joinWords(line.rest), actor));
      return refusal(problem('unknownCommand', { typed: line.typed }), actor, 'unknown', [
        ...actions,
        { label: translator(actor.lang)('desk.menuHelp'), does: { type: 'command', line: 'help' } },
      ]);
    }
  }
}

function verbsOf(line: Extract<Line, { kind: 'noun' }>, actor: Actor, house: House): Meaning {
  const t = translator(actor.lang);
  const [first] = line.commands;
  const allowed = line.commands.filter((command) => mayRun(actor, command));
  const denied = first && allowed.length === 0 ? refuseCommand(first, actor, house) : undefined;
  if (denied) return refusal(denied, actor, 'unknown');
  const rest = joinWords(line.rest);
  const entries = allowed.map((command) => ({
    ...withRest(command, rest, actor),
    summary: t(command.summary),
  }));
  return { kind: 'card', card: nounCard(entries, t), about: 'help' };
}

/** A button for another command with the words that followed; without any, its form opens if it needs some. */
function withRest(command: Command, rest: string, actor: Actor): Action {
  if (rest === '') return { label: labelOf(command, actor.lang), does: buttonOf(command) };
  const line = `${command.path.join(' ')} ${rest}`;
  return { label: `/hw ${line}`, does: { type: 'command', line } };
}
