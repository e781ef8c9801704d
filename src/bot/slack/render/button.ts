import type { Button, ConfirmationDialog } from '@slack/types';
import type { Action } from '../../../cards/card.ts';
import { actionId, actionValue } from './action-ids.ts';
import { lineText } from './blocks.ts';
import { limits } from './limits.ts';
import { isWebAddress } from './mrkdwn.ts';

/** Undefined when Slack could not carry what the button does; a shortened command would be another command. */
export function button(action: Action, place: string): Button | undefined {
  const { does, style } = action;
  const value = actionValue(does);
  const url = does.type === 'open' ? does.url : undefined;
  const id = actionId(does, place);
  if (id.length > limits.id || (value !== undefined && value.length > limits.button.value)) return undefined;
  if (url !== undefined && (url.length > limits.button.url || !isWebAddress(url))) return undefined;
  return {
    type: 'button',
    action_id: id,
    text: lineText(action.label, limits.button.text),
    ...(value ? { value } : {}),
    ...(url === undefined ? {} : { url }),
    ...(style ? { style } : {}),
    ...(action.confirm ? { confirm: confirmation(action.confirm, style) } : {}),
  };
}

function confirmation(confirm: NonNullable<Action['confirm']>, style: Action['style']): ConfirmationDialog {
  return {
    title: lineText(confirm.title, limits.confirm.title),
    text: lineText(confirm.text, limits.confirm.text),
    confirm: lineText(confirm.yes, limits.confirm.button),
    deny: lineText(confirm.no, limits.confirm.button),
    ...(style ? { style } : {}),
  };
}

/** What remains of a button that Slack cannot carry: what it would have done. */
export function inWords({ label, does }: Action): string {
  switch (does.type) {
    case 'command':
    case 'form':
      return `${label}: /hw ${does.line}`;
    case 'open':
      return `${label}: ${does.url}`;
    case 'action':
      return label;
  }
}
