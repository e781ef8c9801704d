import type { Action } from '../../cards/card.ts';
import { answerCard, operationsCard, takesCard } from '../../cards/api.ts';
import { problemCard } from '../../cards/problem.ts';
import type { OperationInfo } from '../../huawei/partner.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { sites } from '../../kernel/site.ts';
import { command, type CommandContext, type Reply } from '../command.ts';
import { quotePair } from '../parse/words.ts';
import { findOperation, lacking, nearOperations, readsOf, searchOperations } from './search.ts';

type Pairs = readonly (readonly [key: string, value: string])[];

/** Any read operation of the contract, for those who know what they are looking for. Writes have their own commands. */
export const api = command({
  path: ['api'],
  aliases: [['接口']],
  summary: 'api.summary',
  args: {
    operation: { type: 'operation', label: 'api.operation', hint: 'api.operationHint', positional: true },
    parameters: { type: 'pairs', label: 'api.parameters', hint: 'api.parametersHint', positional: true },
  },
  permission: 'api.read',
  effect: 'read',
  sites,
  examples: ['api', 'api balance', 'api ListServiceTypes limit=10'],
  async run(context, { operation: typed, parameters }) {
    const { operations } = context.partner.api;
    if (typed === undefined) return ok(operationsCard(readsOf(operations), '', context.t));
    const operation = findOperation(operations, typed);
    if (!operation) return ok(searchCard(context, typed, parameters));
    if (!operation.reads) return fail(problem('operationWrites', { name: operation.name }));
    return call(context, operation, parameters);
  },
});

async function call(
  context: CommandContext,
  operation: OperationInfo,
  parameters: Pairs,
): Promise<Result<Reply>> {
  const given = parameters.filter(([, value]) => value !== '');
  const missing = lacking(operation, given);
  if (missing.length > 0) {
    const line = lineOfCall(operation.name, [...given, ...missing.map((name) => [name, ''] as const)]);
    return ok(takesCard(operation, missing, line, context.t));
  }
  const answer = await context.partner.api.call(operation.name, given);
  if (!answer.ok) return answer;
  return ok(answerCard(operation.name, answer.value, context.actor.timeZone, context.t));
}

/** Operations with such words in their name; for a slip, the nearest names with what was given kept. */
function searchCard(context: CommandContext, typed: string, parameters: Pairs) {
  const { t } = context;
  const { operations } = context.partner.api;
  const found = parameters.length > 0 ? [] : searchOperations(operations, typed);
  if (found.length > 0) return operationsCard(found, typed, t);
  const actions = nearOperations(operations, typed).map((name): Action => {
    const line = lineOfCall(name, parameters);
    return { label: name, does: { type: 'command', line } };
  });
  const list: Action = { label: t('api.searchTitle'), does: { type: 'command', line: 'api' } };
  return problemCard(problem('operationUnknown', { name: typed }), t, {
    tone: 'warning',
    actions: [...actions, list],
  });
}

const lineOfCall = (name: string, parameters: Pairs): string =>
  ['api', name, ...parameters.map(([key, value]) => quotePair(key, value))].join(' ');
