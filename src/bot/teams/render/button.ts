import type { Action, Does } from '../../../cards/card.ts';
import { clean, cut } from '../../text.ts';
import { pressData } from '../press.ts';
import type { Button, Execute, Submit } from './elements.ts';
import { limits } from './limits.ts';
import { isWebAddress, line, plain } from './text.ts';

const styles = { primary: 'positive', danger: 'destructive' } as const;

type Pressable = Parameters<typeof pressData>[0];

/** Asks the bot, and lets it answer in the place of the button. */
export function execute(does: Pressable, look: Pick<Submit, 'title' | 'style'> = {}): Execute {
  const data = pressData(does);
  return {
    type: 'Action.Execute',
    ...look,
    verb: does.type,
    data,
    fallback: { type: 'Action.Submit', ...look, data },
  };
}

/** Only this kind of button opens a dialog. */
const opensDialog = (does: Does & { type: 'form' }, look: Pick<Submit, 'title' | 'style'>): Submit => ({
  type: 'Action.Submit',
  ...look,
  data: { msteams: { type: 'task/fetch' }, ...pressData(does) },
});

/** Undefined when Teams could not carry what it does; a shortened command would be another command. */
export function button({ label, style, does, confirm }: Action): Button | undefined {
  const look = {
    title: line(label, limits.actions.title),
    ...(style ? { style: styles[style] } : {}),
  };
  const pressed = press(does, look);
  if (!pressed || !confirm || pressed.type === 'Action.OpenUrl') return pressed;
  const yes = press(does, { ...look, title: line(confirm.yes, limits.confirm.yes) });
  if (!yes) return undefined;
  // The question opens under the button; pressing that again is "no".
  const text = cut(clean(confirm.text), limits.confirm.text);
  return {
    type: 'Action.ShowCard',
    ...look,
    card: {
      type: 'AdaptiveCard',
      body: [
        plain(line(confirm.title, limits.confirm.title), { weight: 'Bolder' }),
        ...(text.trim() === '' ? [] : [plain(text)]),
      ],
      actions: [yes],
    },
  };
}

export function press(
  does: Does,
  look: Pick<Submit, 'title' | 'style'>,
): Exclude<Button, { type: 'Action.ShowCard' }> | undefined {
  switch (does.type) {
    case 'open':
      return isWebAddress(does.url) ? { type: 'Action.OpenUrl', ...look, url: does.url } : undefined;
    case 'form':
      return does.line.length > limits.actions.data ? undefined : opensDialog(does, look);
    case 'command':
      return does.line.length > limits.actions.data ? undefined : execute(does, look);
    case 'action':
      return does.token.length > limits.actions.data ? undefined : execute(does, look);
  }
}

/** What remains of a button that Teams cannot carry: what it would have done. */
export function inWords({ label, does }: Action): string {
  switch (does.type) {
    case 'command':
    case 'form':
      return `${label}: ${does.line}`;
    case 'open':
      return `${label}: ${does.url}`;
    case 'action':
      return label;
  }
}
