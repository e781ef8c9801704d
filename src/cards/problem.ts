import type { Problem } from '../kernel/problem.ts';
import type { Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card } from './card.ts';

/** The sentence of a problem in the reader's language. */
export const problemText = (problem: Problem, t: Translate): string =>
  t(`problems.${problem.code}`, problem.params);

export interface ProblemOptions {
  /** The line that asked; offered again when a later try may succeed. */
  readonly line?: string;
  /** What else may help: corrected lines, a form. */
  readonly actions?: readonly Action[];
  /** A role or a command is missing rather than something being broken. */
  readonly tone?: 'warning' | 'error';
}

/** A problem as a card: what happened, what to do, and where it is recorded. */
export function problemCard(problem: Problem, t: Translate, options: ProblemOptions = {}): Card {
  const text = problemText(problem, t);
  const again: Action[] =
    problem.retry === 'later' && options.line !== undefined
      ? [{ label: t('desk.tryAgain'), style: 'primary', does: { type: 'command', line: options.line } }]
      : [];
  const actions = [...again, ...(options.actions ?? [])];
  const trace = [problem.wireCode, problem.requestId].filter((part) => part !== undefined);
  const blocks: Block[] = [{ kind: 'notice', tone: options.tone ?? 'error', text }];
  if (actions.length > 0) blocks.push({ kind: 'actions', actions });
  if (trace.length > 0)
    blocks.push({ kind: 'notes', notes: [t('desk.trace', { trace: trace.join(' · ') })] });
  return { summary: text, blocks };
}
