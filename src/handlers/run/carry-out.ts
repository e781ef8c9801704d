import type { ApprovalRoom } from '../../approvals/acts.ts';
import { type RemittanceRules, usualRemittances } from '../../approvals/policy/remittances.ts';
import { askCard } from '../../cards/ask.ts';
import type { Card } from '../../cards/card.ts';
import type { Conversation } from '../../cards/messenger.ts';
import { problemCard, problemText } from '../../cards/problem.ts';
import type { PartnerPlatform } from '../../huawei/partner.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { translator } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { RequestRow } from '../../ledger/requests.ts';
import { findAnywhere } from '../args/find-customer.ts';
import { textOfValue } from '../args/text-of.ts';
import type { Actor, ArgTable, Command, CommandContext, InputOf, Reply } from '../command.ts';
import { lineForButton } from '../long-line.ts';
import { type House, interpret, type Meaning, refuseCommand, refuseStranger } from '../interpret.ts';
import { lineOf } from '../parse/line-of.ts';
import type { Registry } from '../registry.ts';

/** How a request ended, and what its asker is shown. */
export interface Ending {
  readonly state: 'done' | 'refused' | 'failed' | 'handed-over';
  /** For audit and metrics: `bill`, `customer.find`, `action.export.cancel`, `help`. */
  readonly about: string;
  /** Public arguments only. */
  readonly subject: Readonly<Record<string, string>>;
  readonly problem?: Problem;
  readonly card?: Card;
}

export interface CarryOutParts {
  readonly registry: Registry;
  readonly house: House;
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly jobs: Jobs;
  readonly approvals: ApprovalRoom;
  /** The usual rules unless given. */
  readonly remittances?: RemittanceRules;
  readonly clock: Clock;
  readonly log: Log;
  readonly request: RequestRow;
  readonly actor: Actor;
  readonly signal: AbortSignal;
}

const actionPrefix = 'action:';

/** Rights are checked here, at the moment of the act, whatever was checked when the line was typed. */
export function carryOut(parts: CarryOutParts): Promise<Ending> {
  return parts.request.line.startsWith(actionPrefix) ? carryOutAction(parts) : carryOutLine(parts);
}

async function carryOutLine(parts: CarryOutParts): Promise<Ending> {
  const { actor, house, ledger, clock, request } = parts;
  const context = contextOf(parts);
  const find = (text: string) => findAnywhere(ledger, context.partner, text);
  const meaning = await interpret(request.line, actor, house, clock.now(), find);
  if (!meaning.ok) return failed(meaning.problem, 'unknown', {}, parts);
  const { value } = meaning;
  if (value.kind === 'card') {
    const { card, about, outcome } = value;
    return outcome === undefined
      ? { state: 'done', about, subject: {}, card }
      : { state: 'refused', about, subject: {}, card, problem: problem(outcome) };
  }
  if (value.kind === 'ask') return ask(value, parts);
  const about = value.command.path.join('.');
  const subject = publicArguments(value.command, value.input);
  return endingOf(await value.command.run(context, value.input), about, subject, parts);
}

async function carryOutAction(parts: CarryOutParts): Promise<Ending> {
  const { actor, house, registry, request } = parts;
  const name = request.line.slice(actionPrefix.length);
  const action = registry.actions.find((candidate) => candidate.name === name);
  const about = action ? `action.${action.name}` : 'action';
  const refused =
    refuseStranger(actor, house) ?? (action ? refuseCommand(action, actor, house) : problem('actionGone'));
  if (refused || !action) return refusedEnding(refused ?? problem('actionGone'), about, parts);
  return endingOf(await action.run(contextOf(parts), request.token ?? ''), about, {}, parts);
}

function contextOf({ house, actor, request, signal, ...ports }: CarryOutParts): CommandContext {
  const partner = ports.partner.forRequest(request.id).until(signal);
  return {
    actor,
    t: translator(actor.lang),
    requestId: request.id,
    conversation: conversationOf(request, actor),
    ...pressedIn(request, actor),
    site: house.site,
    clock: ports.clock,
    log: ports.log,
    remittances: ports.remittances ?? usualRemittances,
    partner,
    patientPartner: ports.partner.forRequest(request.id),
    ledger: ports.ledger,
    jobs: ports.jobs,
    approvals: { ...ports.approvals, partner },
    signal,
  };
}

const conversationOf = (request: RequestRow, { app, tenantId, userId }: Actor): Conversation => ({
  app,
  tenantId,
  userId,
  ...(request.channel_id === null ? {} : { channelId: request.channel_id }),
  ...(request.thread_id === null ? {} : { threadId: request.thread_id }),
});

const pressedIn = (
  { channel_id: channelId, message_id: messageId }: RequestRow,
  { app, tenantId }: Actor,
): Pick<CommandContext, 'pressed'> =>
  channelId === null || messageId === null ? {} : { pressed: { app, tenantId, channelId, messageId } };

function endingOf(
  result: Result<Reply>,
  about: string,
  subject: Ending['subject'],
  parts: CarryOutParts,
): Ending {
  if (!result.ok) return failed(result.problem, about, subject, parts);
  if (result.value === 'handed-over') return { state: 'handed-over', about, subject };
  return { state: 'done', about, subject, card: result.value };
}

function failed(reason: Problem, about: string, subject: Ending['subject'], parts: CarryOutParts): Ending {
  const { line } = parts.request;
  const again = line.startsWith(actionPrefix) ? {} : { line };
  const card = problemCard(reason, translator(parts.actor.lang), again);
  return { state: 'failed', about, subject, problem: reason, card };
}

function refusedEnding(reason: Problem, about: string, { actor }: CarryOutParts): Ending {
  const card = problemCard(reason, translator(actor.lang), { tone: 'warning' });
  return { state: 'refused', about, subject: {}, problem: reason, card };
}

/** The most choices shown as buttons; the form holds the rest. */
const choicesShown = 8;

function ask({ command, given, reasons }: Extract<Meaning, { kind: 'ask' }>, parts: CarryOutParts): Ending {
  const t = translator(parts.actor.lang);
  const now = parts.clock.now();
  const problems = Object.entries(reasons.problems).map(([name, reason]) => {
    const spec = command.args[name];
    return { label: spec ? t(spec.label) : name, text: problemText(reason, t) };
  });
  const choices = Object.entries(reasons.choices).flatMap(([name, offered]) =>
    offered.slice(0, choicesShown).map(({ customer, text }) => ({
      label:
        customer.name === customer.accountName ? customer.name : `${customer.name} (${customer.accountName})`,
      line: lineOf(command, { ...given, [name]: text }, now),
    })),
  );
  const line = lineForButton(lineOf(command, given, now), parts.request.id);
  const card = askCard({ problems, choices, line }, t);
  const [first = problem('argumentMissing')] = Object.values(reasons.problems);
  return { state: 'refused', about: command.path.join('.'), subject: {}, problem: first, card };
}

/** What audit may keep of the arguments: months, days, amounts, choices and ids; never free text. */
function publicArguments(command: Command, input: InputOf<ArgTable>): Record<string, string> {
  const values: Readonly<Record<string, unknown>> = input;
  return Object.fromEntries(
    Object.entries(command.args).flatMap(([name, spec]) => {
      const text = publicText(spec.type, values[name]);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

function publicText(type: ArgTable[string]['type'], value: unknown): string | undefined {
  if (type === 'text' || type === 'pairs' || type === 'file-name') return undefined;
  return textOfValue(value);
}
