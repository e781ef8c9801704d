import type { AckFn, BlockAction, RespondArguments } from '@slack/bolt';
import type { Does } from '../../cards/card.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { attend } from './attend.ts';
import { type CommandBody, type PressArrival, readCommand, readPress } from './arrival.ts';
import { maxLine } from '../request-store.ts';
import type { Door } from './door.ts';
import { openFormFor } from './forms.ts';
import { decodePressed } from './render/action-ids.ts';
import { reply } from './reply-url.ts';

/** A slash command: verified, stored, acknowledged; read after that only if a form or help may be the answer. */
export async function onCommand(door: Door, body: CommandBody, ack: AckFn<RespondArguments>): Promise<void> {
  const arrival = readCommand(body);
  if (!arrival) return ack();
  const refuse = (found: Problem) =>
    ack({ response_type: 'ephemeral', text: door.sentence(arrival.userId, found) });
  const admitted = door.admit('command', arrival.origin);
  if (!admitted.ok) return refuse(admitted.problem);
  const { line } = arrival;
  if (line.length > maxLine) return refuse(problem('lineTooLong', { max: maxLine }));
  const ready = door.desk.glance(line);
  const stored = await door.store('command', admitted.value, arrival, { line, ready });
  if (!stored.ok) return refuse(stored.problem);
  await ack();
  if (!ready && stored.value !== undefined) await attend(door, admitted.value, stored.value, arrival, line);
}

/** A button, or a choice among rows. */
export async function onPress(door: Door, body: BlockAction, ack: AckFn<void>): Promise<void> {
  const arrival = readPress(body);
  if (!arrival) return ack();
  const admitted = door.admit('action', arrival.origin);
  if (!admitted.ok) {
    await ack();
    const text = door.sentence(arrival.userId, admitted.problem);
    // Only by the address that came with the press: we do not write to people of elsewhere.
    if (arrival.replyUrl !== undefined)
      await reply(door.api.fetch, arrival.replyUrl, { text, replaceOriginal: false });
    return;
  }
  const tenantId = admitted.value;
  const { pressed } = arrival;
  if (pressed?.action_id.startsWith('open.')) return ack();
  const does = pressed && decodePressed(pressed);
  if (!does || does.type === 'open' || tooLong(does)) {
    await ack();
    return door.tellProblem(tenantId, arrival, problem('buttonUnknown'));
  }
  switch (does.type) {
    case 'form':
      await ack();
      return openFormFor(door, tenantId, arrival, does.line);
    case 'action':
      return take(door, tenantId, arrival, ack, {
        line: `action:${does.name}`,
        token: does.token,
        ready: true,
      });
    case 'command':
      return take(door, tenantId, arrival, ack, { line: does.line, ready: door.desk.glance(does.line) });
  }
}

async function take(
  door: Door,
  tenantId: string,
  arrival: PressArrival,
  ack: AckFn<void>,
  ask: { readonly line: string; readonly token?: string; readonly ready: boolean },
): Promise<void> {
  const stored = await door.store('action', tenantId, arrival, ask);
  await ack();
  if (!stored.ok) return door.tellProblem(tenantId, arrival, stored.problem);
  if (!ask.ready && stored.value !== undefined) {
    await attend(door, tenantId, stored.value, arrival, ask.line);
  }
}

function tooLong(does: Exclude<Does, { type: 'open' }>): boolean {
  return (does.type === 'action' ? does.token : does.line).length > maxLine;
}
