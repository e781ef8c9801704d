import { translator } from '../../kernel/texts/index.ts';
import { problem } from '../../kernel/problem.ts';
import { forgetTeamsPlace } from '../../ledger/teams.ts';
import { isLoopbackUrl } from '../loopback.ts';
import type { Kind } from '../request-store.ts';
import type { Activity, InvokeAnswer } from './activity.ts';
import { saying, sentenceAnswer } from './answers.ts';
import { type Arrival, placeOf, readArrival, tenantsOf } from './arrival.ts';
import { type Door, refused } from './door.ts';
import { onExtensionQuery, onMessageAction } from './extension.ts';
import { onFileConsent, onFilePressed } from './file-invokes.ts';
import { formInChat, onSubmit, openDialog, openInChat } from './forms.ts';
import { onLookup } from './lookups.ts';
import { messageLine } from './message-line.ts';
import { onOwnView } from './own-view.ts';
import { type Pressed, readExecuted, readPressed, readTask } from './press.ts';

/** An activity that Teams signed: whose is it, may they speak here at all, and what do they want? */
export async function receive(door: Door, activity: Activity): Promise<InvokeAnswer | undefined> {
  const { type, name } = activity;
  const isInvoke = type === 'invoke';
  const tenantId = admit(door, activity);
  if (tenantId === undefined) {
    refused(isInvoke ? 'action' : 'command');
    return isInvoke ? saying(name, translator('en')('teams.signInRefused')) : undefined;
  }
  const arrival = readArrival(activity, tenantId);
  if (type === 'installationUpdate' && activity.action?.startsWith('remove')) {
    await forgetTeamsPlace(door.ledger, tenantId, placeOf(activity, tenantId).conversationId);
    return undefined;
  }
  if (!arrival) return isInvoke ? saying(name, translator('en')('teams.signInRefused')) : undefined;
  await door.people.met(arrival);
  if (isInvoke) return onInvoke(door, arrival, activity);
  if (type === 'message') await onMessage(door, arrival, activity);
  return undefined;
}

/** The tenant, when all that the activity names are the one that is served. */
function admit({ allowedTenants, onThisMachine, log }: Door, activity: Activity): string | undefined {
  const tenants = tenantsOf(activity);
  const [tenantId] = tenants;
  if (tenantId === undefined || tenants.length > 1 || !allowedTenants.includes(tenantId)) {
    log.warn({ tenants }, 'refused a foreign tenant');
    return undefined;
  }
  if (onThisMachine && !isLoopbackUrl(activity.serviceUrl)) {
    log.warn({}, 'refused a service address that is not of this machine');
    return undefined;
  }
  return tenantId;
}

async function onMessage(door: Door, arrival: Arrival, { text, value }: Activity): Promise<void> {
  // A button of a client that knows no Universal Actions comes as a message without words.
  if (value !== undefined && (text ?? '').trim() === '') {
    const answer = await onPressed(door, arrival, '', readPressed(value));
    if (answer) await tellAnswer(door, arrival, answer);
    return;
  }
  const taken = await door.take(
    'command',
    arrival,
    { line: messageLine(text ?? '') },
    formInChat(door, arrival),
  );
  if (!taken.ok) await door.tellProblem(arrival, taken.problem);
}

/** Nobody waits for the answer of an invoke here, so its card or sentence is posted. */
async function tellAnswer(door: Door, arrival: Arrival, { body }: InvokeAnswer): Promise<void> {
  const value = body && 'value' in body ? body.value : undefined;
  if (typeof value === 'string')
    await door.tell(
      arrival,
      { summary: value, blocks: [{ kind: 'text', text: value }] },
      door.people.langOf(arrival.userId),
    );
  else if (typeof value === 'object' && value !== null)
    await door.tellMessage(arrival, {
      type: 'message',
      summary: '',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: value }],
    });
}

const kinds: Readonly<Record<string, Kind>> = { 'application/search': 'options', 'task/submit': 'view' };

async function onInvoke(door: Door, arrival: Arrival, activity: Activity): Promise<InvokeAnswer> {
  const { name = '', value } = activity;
  try {
    return await answerTo(door, arrival, name, value);
  } catch (error) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : 'action';
    door.log.error({ err: error, kind, dedupeKey: arrival.dedupeKey }, 'a request from Teams broke off');
    const reference = arrival.dedupeKey.slice(-8);
    return saying(name, door.sentence(arrival.userId, problem('internal', { reference })));
  }
}

async function answerTo(door: Door, arrival: Arrival, name: string, value: unknown): Promise<InvokeAnswer> {
  const unknown = () => saying(name, translator(door.people.langOf(arrival.userId))('teams.unknownRequest'));
  switch (name) {
    case 'adaptiveCard/action':
      return (await onPressed(door, arrival, name, readExecuted(value))) ?? unknown();
    case 'task/fetch': {
      const pressed = readTask(value);
      return pressed?.type === 'form' ? openDialog(door, arrival, pressed.line) : unknown();
    }
    case 'task/submit': {
      const pressed = readTask(value);
      return pressed?.type === 'submit' ? onSubmit(door, arrival, name, pressed) : unknown();
    }
    case 'application/search':
      return onLookup(door, arrival, value);
    case 'composeExtension/query':
      return onExtensionQuery(door, arrival, value);
    case 'composeExtension/fetchTask':
    case 'composeExtension/submitAction':
      return onMessageAction(door, arrival, name, value) ?? unknown();
    case 'fileConsent/invoke':
      return onFileConsent(door, arrival, value);
    default:
      return unknown();
  }
}

async function onPressed(
  door: Door,
  arrival: Arrival,
  name: string,
  pressed: Pressed | undefined,
): Promise<InvokeAnswer | undefined> {
  if (!pressed) return name === '' ? sentenceAnswer(unknownSentence(door, arrival)) : undefined;
  switch (pressed.type) {
    case 'command':
      return taken(door, arrival, name, { line: pressed.line });
    case 'action':
      return taken(door, arrival, name, { line: `action:${pressed.name}`, token: pressed.token });
    case 'form':
      door.after(arrival, () => openInChat(door, arrival, pressed.line));
      return name === '' ? undefined : workingOn(door, arrival);
    case 'submit':
      return onSubmit(door, arrival, name, pressed);
    case 'view':
      return onOwnView(door, arrival, pressed.token);
    case 'file':
      return onFilePressed(door, arrival, pressed.file);
  }
}

const unknownSentence = (door: Door, arrival: Arrival): string =>
  translator(door.people.langOf(arrival.userId))('teams.unknownRequest');

const workingOn = (door: Door, arrival: Arrival): InvokeAnswer =>
  sentenceAnswer(translator(door.people.langOf(arrival.userId))('teams.taken'));

async function taken(
  door: Door,
  arrival: Arrival,
  name: string,
  ask: { readonly line: string; readonly token?: string },
): Promise<InvokeAnswer | undefined> {
  const stored = await door.take('action', arrival, ask, formInChat(door, arrival));
  if (!stored.ok) return sentenceAnswer(door.sentence(arrival.userId, stored.problem));
  return name === '' ? undefined : workingOn(door, arrival);
}
