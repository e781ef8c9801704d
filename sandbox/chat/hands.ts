import {
  actionIdOf,
  command,
  type Found,
  findElement,
  openHome,
  type Outcome,
  type Place,
  press,
  say,
  type Stage,
  suggest,
  type SuggestionList,
} from './acting/acting.ts';
import type { Filled, FilledValues } from './acting/filling.ts';
import { dismiss, submit, type Submitted } from './acting/modals.ts';
import type { Block } from './blocks/blocks.ts';
import { elementsOf } from './blocks/check.ts';
import type { Element, Option } from './blocks/elements.ts';
import { findChannel } from './names.ts';
import { giveFile } from './state/files.ts';
import { stackOf } from './state/views.ts';
import { directChannel, type Message, type OpenView } from './state/world.ts';

/** A person's hands in a test: things are named by what is written on them, and missing ones fail with what is there. */
export interface Hands {
  readonly id: string;
  /** `bill 2026-10`, without the slash command. In the direct conversation unless told otherwise. */
  command(line: string, where?: { readonly channel?: string }): Promise<Outcome>;
  say(text: string, where: { readonly channel: string; readonly threadTs?: string }): Promise<Outcome>;
  /** Presses a button by its label, value or action id, on a message or in a view. */
  click(on: Message | OpenView, button: string): Promise<Outcome>;
  /** Chooses in a menu outside a form. */
  choose(on: Message | OpenView, menu: string, option: string): Promise<Outcome>;
  suggest(on: Message | OpenView, menu: string, typed: string): Promise<SuggestionList>;
  /**
   * Fills in a form and sends it. Fields by label, block id or action id; options by label or value. For a type-ahead
   * the text is typed and the first proposal taken, one for each of several. Bytes are a file.
   */
  submit(view: OpenView, values?: Readonly<Record<string, Value>>): Promise<Submitted>;
  close(all?: boolean): Promise<void>;
  openHome(tab?: 'home' | 'messages'): Promise<Outcome>;
}

type Value = string | readonly string[] | Uint8Array;

const placeOf = (on: Message | OpenView): Place => ('payload' in on ? { view: on } : { message: on });

function labels(element: Element, block: Block): string[] {
  const names = [actionIdOf(element), block.block_id ?? ''];
  if (element.type === 'button') names.push(element.text.text, element.value ?? '');
  if (block.type === 'input') names.push(block.label.text);
  if ('placeholder' in element && element.placeholder) names.push(element.placeholder.text);
  return names.filter(Boolean);
}

function need(place: Place, name: string): Found {
  const found =
    findElement(place, (element, block) => labels(element, block).includes(name)) ??
    findElement(place, (element, block) => labels(element, block).some((label) => label.includes(name)));
  if (found) return found;
  const blocks = 'view' in place ? place.view.payload.blocks : place.message.blocks;
  const there = blocks.flatMap((block) =>
    elementsOf(block).map((element) => labels(element, block).join(' | ')),
  );
  throw new Error(`nothing to press or fill in is called “${name}”; there is:\n${there.join('\n')}`);
}

function fixedOptions(element: Element): readonly Option[] {
  if (!('options' in element) && !('option_groups' in element)) return [];
  const groups = 'option_groups' in element ? (element.option_groups ?? []) : [];
  return [...(element.options ?? []), ...groups.flatMap((group) => group.options)];
}

function pick(options: readonly Option[], name: string): Option {
  const found =
    options.find((option) => option.value === name || option.text.text === name) ??
    options.find((option) => option.text.text.includes(name));
  if (!found)
    throw new Error(`no option “${name}”; there is: ${options.map((option) => option.text.text).join(', ')}`);
  return found;
}

export function hands(stage: Stage, person: string, slash: string): Hands {
  const { world } = stage;

  async function propose(place: Place, found: Found, typed: string): Promise<Option> {
    const [top] = (await suggest(stage, person, place, found, typed)).options;
    if (!top) throw new Error(`nothing was proposed for “${typed}”`);
    return top;
  }

  async function fill(place: Place, found: Found, value: Value): Promise<Filled> {
    const { element } = found;
    if (value instanceof Uint8Array) return (await giveFile(world, person, 'list.csv', value)).id;
    const words = typeof value === 'string' ? [value] : value;
    const [first = ''] = words;
    switch (element.type) {
      case 'external_select':
        return propose(place, found, first);
      case 'multi_external_select': {
        const chosen: Option[] = [];
        for (const word of words) chosen.push(await propose(place, found, word));
        return chosen;
      }
      case 'static_select':
      case 'radio_buttons':
      case 'overflow':
        return pick(fixedOptions(element), first);
      case 'multi_static_select':
      case 'checkboxes':
        return words.filter(Boolean).map((word) => pick(fixedOptions(element), word));
      default:
        return first;
    }
  }

  return {
    id: person,
    command: (line, where = {}) => {
      const channel = where.channel ? findChannel(world, where.channel) : directChannel(world, person);
      return command(stage, person, channel?.id ?? '', slash, line);
    },
    say: (text, where) => say(stage, person, findChannel(world, where.channel).id, text, where.threadTs),
    click: async (on, button) => press(stage, person, placeOf(on), need(placeOf(on), button)),
    choose: async (on, menu, option) => {
      const place = placeOf(on);
      const found = need(place, menu);
      const chosen = await fill(place, found, option);
      const filled = { [found.block.block_id ?? '']: { [actionIdOf(found.element)]: chosen } };
      return press(stage, person, place, found, chosen, filled);
    },
    suggest: async (on, menu, typed) => suggest(stage, person, placeOf(on), need(placeOf(on), menu), typed),
    submit: async (view, values = {}) => {
      const place = placeOf(view);
      const filled: Record<string, Record<string, Filled>> = {};
      for (const [name, value] of Object.entries(values)) {
        const found = need(place, name);
        const block = (filled[found.block.block_id ?? ''] ??= {});
        block[actionIdOf(found.element)] = await fill(place, found, value);
      }
      return submit(stage, person, view, filled satisfies FilledValues);
    },
    close: (all) => (stackOf(world, person).length > 0 ? dismiss(stage, person, all) : Promise.resolve()),
    openHome: (tab) => openHome(stage, person, tab),
  };
}
