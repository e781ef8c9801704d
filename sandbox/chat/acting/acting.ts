import { workspace } from '../../people.ts';
import { replyTo } from '../api/reply.ts';
import type { Block } from '../blocks/blocks.ts';
import { elementsOf } from '../blocks/check.ts';
import { type Element, type OptionGroup, type Option, suggestions } from '../blocks/elements.ts';
import type { Events } from '../out/events.ts';
import type { Delivery, Send } from '../out/wire.ts';
import { newReplyAddress, newTrigger } from '../state/addresses.ts';
import { addMessage, wireMessage } from '../state/messages.ts';
import { homeOf, wireView } from '../state/views.ts';
import {
  directChannel,
  type Message,
  nextTs,
  type OpenView,
  type ReplyAddress,
  type World,
} from '../state/world.ts';
import { elementState, type Filled, type FilledValues, stateValues } from './filling.ts';
import { appTexts } from './texts.ts';

/** What a person at the keyboard does, told to the bot in Slack's own payloads. */

export interface Stage {
  readonly world: World;
  readonly send: Send;
  readonly events: Events;
  /** The manifest's `should_escape`. */
  readonly escapes: boolean;
}

export interface Outcome {
  readonly ok: boolean;
  readonly status: number;
  readonly ms: number;
  readonly error?: string;
}

export const outcome = (delivery: Delivery): Outcome => ({
  ok: delivery.ok,
  status: delivery.status,
  ms: delivery.ms,
  ...(delivery.error ? { error: delivery.error } : {}),
});

export const envelope = (world: World, person: string) => ({
  user: {
    id: person,
    username: world.people.get(person)?.key ?? '',
    name: world.people.get(person)?.key ?? '',
    team_id: workspace.teamId,
  },
  team: { id: workspace.teamId, domain: workspace.domain },
  enterprise: null,
  is_enterprise_install: false,
  api_app_id: workspace.appId,
  token: 'practice',
});

const channelName = (world: World, id: string) => world.channels.get(id)?.name ?? '';

/** `@tom` becomes `<@U…|tom>`, `#sales` becomes `<#C…|sales>`, and the three special characters are escaped. */
function escaped(world: World, text: string): string {
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return safe.replace(/(^|\s)([@#])([\w-]+)/g, (whole, space: string, sign: string, name: string) => {
    if (sign === '#') {
      const channel = [...world.channels.values()].find((one) => one.name === name);
      return channel ? `${space}<#${channel.id}|${name}>` : whole;
    }
    const person = [...world.people.values()].find((one) => one.key === name);
    return person ? `${space}<@${person.id}|${name}>` : whole;
  });
}

const slackError = (delivery: Delivery): string =>
  delivery.error === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';

/** `line` without `/hw`. */
export async function command(
  stage: Stage,
  person: string,
  channel: string,
  slash: string,
  line: string,
): Promise<Outcome> {
  const { world } = stage;
  const typed = `${slash} ${line}`.trim();
  addMessage(world, { channel, author: person, text: typed, onlyFor: person, kind: 'echo' });
  const responseUrl = newReplyAddress(world, { person, channel });
  const delivery = await stage.send('slash_commands', {
    token: 'practice',
    team_id: workspace.teamId,
    team_domain: workspace.domain,
    channel_id: channel,
    channel_name: channelName(world, channel),
    user_id: person,
    user_name: world.people.get(person)?.key ?? '',
    command: slash,
    text: stage.escapes ? escaped(world, line) : line,
    api_app_id: workspace.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: newTrigger(world, person),
  });
  if (!delivery.ok)
    addMessage(world, {
      channel,
      author: 'system',
      text: appTexts(world.people.get(person)?.locale).commandFailed(typed, slackError(delivery)),
      onlyFor: person,
      kind: 'notice',
    });
  else if (delivery.body !== undefined) {
    const address: ReplyAddress = { person, channel, at: world.now(), uses: 0 };
    replyTo(world, address, typeof delivery.body === 'string' ? { text: delivery.body } : delivery.body);
  }
  return outcome(delivery);
}

/** Writes a message; the bot hears those in its direct conversations and those that mention it. */
export async function say(
  stage: Stage,
  person: string,
  channel: string,
  text: string,
  threadTs?: string,
): Promise<Outcome> {
  const message = addMessage(stage.world, { channel, author: person, text, threadTs });
  const direct = stage.world.channels.get(channel)?.directWith !== undefined;
  const mentioned = text.includes(`<@${workspace.botUserId}>`);
  const heard = direct || (mentioned && stage.world.channels.get(channel)?.hasBot);
  if (!heard) return { ok: true, status: 0, ms: 0 };
  return outcome(
    await stage.events.send({
      type: direct ? 'message' : 'app_mention',
      ...(direct ? { channel_type: 'im' } : {}),
      user: person,
      text,
      ts: message.ts,
      event_ts: message.ts,
      channel,
      team: workspace.teamId,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    }),
  );
}

export async function openHome(
  stage: Stage,
  person: string,
  tab: 'home' | 'messages' = 'home',
): Promise<Outcome> {
  const { world } = stage;
  const shown = homeOf(world, person);
  return outcome(
    await stage.events.send({
      type: 'app_home_opened',
      user: person,
      channel: directChannel(world, person)?.id ?? '',
      tab,
      event_ts: nextTs(world),
      ...(shown && tab === 'home' ? { view: wireView(shown) } : {}),
    }),
  );
}

/** Where a click happens: on a message, or in a view. */
export type Place = { readonly message: Message } | { readonly view: OpenView };

const blocksOf = (place: Place): readonly Block[] =>
  'message' in place ? place.message.blocks : place.view.payload.blocks;

/** A click comes with a way to answer; a question for suggestions does not. */
function whereabouts(world: World, person: string, place: Place, filled: FilledValues, click: boolean) {
  if ('view' in place)
    return {
      container: { type: 'view', view_id: place.view.id },
      view: wireView(place.view, stateValues(place.view.payload.blocks, filled)),
    };
  const { message } = place;
  const original = {
    ts: message.ts,
    ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
  };
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.onlyFor !== undefined,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: message.channel, name: channelName(world, message.channel) },
    // Slack does not send the content of an ephemeral message back.
    ...(message.onlyFor === undefined ? { message: wireMessage(message) } : {}),
    state: { values: stateValues(message.blocks, filled) },
    ...(click
      ? { response_url: newReplyAddress(world, { person, channel: message.channel, original }) }
      : {}),
  };
}

export interface Found {
  readonly block: Block;
  readonly element: Element;
}

export const findElement = (
  place: Place,
  matches: (element: Element, block: Block) => boolean,
): Found | undefined =>
  blocksOf(place)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .find(({ element, block }) => matches(element, block));

export const actionIdOf = (element: Element): string =>
  'action_id' in element ? (element.action_id ?? '') : '';

function actionOf(element: Element, chosen: Filled | undefined): Record<string, unknown> {
  if (element.type === 'button')
    return {
      type: 'button',
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(element.style === undefined ? {} : { style: element.style }),
    };
  if (element.type === 'overflow') return { type: 'overflow', selected_option: chosen };
  return elementState(element, chosen) ?? { type: element.type };
}

/** Presses a button, or chooses in a menu outside a form. */
export async function press(
  stage: Stage,
  person: string,
  place: Place,
  found: Found,
  chosen?: Filled,
  filled: FilledValues = {},
): Promise<Outcome> {
  const { block, element } = found;
  return outcome(
    await stage.send('interactive', {
      type: 'block_actions',
      ...envelope(stage.world, person),
      trigger_id: newTrigger(stage.world, person),
      ...whereabouts(stage.world, person, place, filled, true),
      actions: [
        {
          action_id: actionIdOf(element),
          block_id: block.block_id,
          ...actionOf(element, chosen),
          action_ts: nextTs(stage.world),
        },
      ],
    }),
  );
}

export type SuggestionList = Outcome & {
  readonly options: readonly Option[];
  readonly groups: readonly OptionGroup[];
};

/** What the bot proposes for the text typed into a type-ahead. */
export async function suggest(
  stage: Stage,
  person: string,
  place: Place,
  found: Found,
  typed: string,
  filled: FilledValues = {},
): Promise<SuggestionList> {
  const { block, element } = found;
  const least = 'min_query_length' in element ? (element.min_query_length ?? 3) : 0;
  const none = { options: [], groups: [] };
  if (typed.length < least) return { ok: true, status: 0, ms: 0, ...none };
  const delivery = await stage.send('interactive', {
    type: 'block_suggestion',
    ...envelope(stage.world, person),
    action_id: actionIdOf(element),
    block_id: block.block_id,
    value: typed,
    ...whereabouts(stage.world, person, place, filled, false),
  });
  const answer = suggestions.safeParse(delivery.body);
  if (!delivery.ok || !answer.success)
    return { ...outcome(delivery), ok: false, error: delivery.error ?? 'invalid_options', ...none };
  const { data } = answer;
  return 'options' in data
    ? { ...outcome(delivery), options: data.options, groups: [] }
    : {
        ...outcome(delivery),
        options: data.option_groups.flatMap((group) => group.options),
        groups: data.option_groups,
      };
}
