import type { Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card } from './card.ts';

export interface Asked {
  /** What is missing or unclear, by the label of its argument. */
  readonly problems: readonly { readonly label: string; readonly text: string }[];
  /** Ways to say it with one press. */
  readonly choices: readonly { readonly label: string; readonly line: string }[];
  /** The line whose form asks for the rest. */
  readonly line: string;
}

/** Asks for what a command still needs, where a form cannot open by itself. */
export function askCard({ problems, choices, line }: Asked, t: Translate): Card {
  const [first] = problems;
  const summary = problems.map(({ label, text }) => `${label}: ${text}`).join(' ');
  const picks = choices.map(
    (choice): Action => ({ label: choice.label, does: { type: 'command', line: choice.line } }),
  );
  const form: Action = { label: t('desk.fillIn'), style: 'primary', does: { type: 'form', line } };
  const blocks: Block[] =
    problems.length === 1 && first
      ? [{ kind: 'notice', tone: 'warning', text: first.text }]
      : [{ kind: 'facts', facts: problems.map(({ label, text }) => ({ label, value: text })) }];
  return { summary, blocks: [...blocks, { kind: 'actions', actions: [...picks, form] }] };
}
