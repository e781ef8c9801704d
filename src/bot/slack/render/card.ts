import type { Block, Card, Fact, Rich, Tone } from '../../../cards/card.ts';
import { cardText } from '../../../cards/card-text.ts';
import { type Lang, translator } from '../../../kernel/texts/index.ts';
import {
  header,
  jsonLength,
  plainText,
  section,
  type SlackBlock,
  smallPrint,
  weight,
  weights,
} from './blocks.ts';
import { button, inWords } from './button.ts';
import { type ChartMode, chartBlocks } from './chart.ts';
import { rank } from '../../fit.ts';
import { type Drawn, fit, fixed, type Part, type Room, startOf } from './fit.ts';
import { limits, type Surface } from './limits.ts';
import { bold, escape, mrkdwn, mrkdwnText, textObject } from './mrkdwn.ts';
import { drawList, drawTable } from './table.ts';
import { progressText } from '../../progress-text.ts';
import { toneSigns } from '../../tone-signs.ts';
import { clean, cut, oneLine, pages } from '../../text.ts';

export interface RenderOptions {
  readonly lang: Lang;
  readonly charts?: ChartMode;
  /** `list` shows rows as sections, for a workspace or client that refuses tables. */
  readonly tables?: 'native' | 'list';
}

export interface SlackMessage {
  /** For notifications, screen readers and clients that cannot draw blocks. */
  readonly text: string;
  readonly blocks: SlackBlock[];
}

export function renderCard(card: Card, options: RenderOptions): SlackMessage {
  const surface = options.tables === 'list' ? { ...limits.message, tables: 0 } : limits.message;
  return { text: notification(card), blocks: cardBlocks(card, surface, options) };
}

function notification(card: Card): string {
  const text = clean(card.summary).trim() || clean(cardText(card)).trim() || '…';
  let max: number = limits.message.text;
  // Escaping may make it longer than it was.
  while (escape(cut(text, max)).length > limits.message.text) max = Math.floor(max * 0.9);
  return escape(cut(text, max));
}

export function cardBlocks(
  card: Card,
  surface: Surface,
  { lang, charts = 'native' }: RenderOptions,
): SlackBlock[] {
  const t = translator(lang);
  let tables = 0;
  let drawnCharts = 0;
  const toPart = (block: Exclude<Block, { kind: 'fold' }>, index: number): Part => {
    const place = String(index);
    switch (block.kind) {
      case 'text':
        return fixed(rank.text, textBlocks(block.text));
      case 'notice':
        return fixed(rank.notice, noticeBlocks(block.tone, block.text));
      case 'facts':
        return fixed(rank.facts, factBlocks(block.facts));
      case 'progress':
        return fixed(rank.progress, [section(plainText(progressText(block, lang), limits.section.text))]);
      case 'actions':
        return {
          rank: rank.actions,
          elastic: false,
          draw: (room) => drawActions(block.actions, place, room),
        };
      case 'table': {
        tables += 1;
        const draw = tables <= surface.tables ? drawTable : drawList;
        return { rank: rank.table, elastic: true, draw: (room) => draw(block, room, lang, place) };
      }
      case 'chart': {
        drawnCharts += 1;
        const mode = drawnCharts <= surface.charts || charts !== 'native' ? charts : 'text';
        return fixed(rank.chart, chartBlocks(block, mode, t));
      }
      case 'notes':
        return fixed(rank.notes, noteBlocks(block.notes));
      case 'code':
        return { rank: rank.code, elastic: true, draw: (room) => drawCode(block.text, room) };
      case 'divider':
        return fixed(rank.divider, [{ type: 'divider' }]);
    }
  };
  const title = oneLine(card.title ?? '');
  const parts = [
    fixed(rank.title, title === '' ? [] : [header(title)]),
    ...unfolded(card.blocks).map(toPart),
  ];
  const cutNote = smallPrint(plainText(`✂️ ${t('render.cut')}`, limits.context.text));
  const blocks = fit(parts, surface, cutNote);
  return blocks.length > 0
    ? blocks
    : [section(plainText(clean(card.summary).trim() || '…', limits.section.text))];
}

/** Slack folds nothing. A table says by its caption what it is. */
const unfolded = (blocks: readonly Block[]): Exclude<Block, { kind: 'fold' }>[] =>
  blocks.flatMap((block) => {
    if (block.kind !== 'fold') return [block];
    const inside = unfolded(block.blocks);
    return inside[0]?.kind === 'table'
      ? inside
      : [{ kind: 'text', text: [{ bold: block.label }] }, ...inside];
  });

function textBlocks(rich: Rich): SlackBlock[] {
  if (typeof rich === 'string') {
    return pages(clean(rich), limits.section.text).map((page) =>
      section(plainText(page, limits.section.text)),
    );
  }
  const text = textObject(rich, limits.section.text);
  return text ? [section(text)] : [];
}

function noticeBlocks(tone: Tone, rich: Rich): SlackBlock[] {
  const text = textObject(
    [`${toneSigns[tone]} `, ...(typeof rich === 'string' ? [rich] : rich)],
    limits.section.text,
  );
  return text ? [section(text)] : [];
}

function factBlocks(facts: readonly Fact[]): SlackBlock[] {
  const fields = facts.map(({ label, value }) => {
    const name = bold(cut(oneLine(label), 150)) || '–';
    return mrkdwnText(`${name}\n${mrkdwn(value, limits.section.field - name.length - 1).trim() || '–'}`);
  });
  return chunks(fields, limits.section.fields).map((some) => ({ type: 'section', fields: some }));
}

/** Small print stands line under line; a few lines share an element. */
function noteBlocks(notes: readonly Rich[]): SlackBlock[] {
  const elements = notes.flatMap((note) => textObject(note, limits.context.text) ?? []);
  const joined: typeof elements = [];
  for (const element of elements) {
    const last = joined.at(-1);
    if (last?.type === element.type && last.text.length + element.text.length < limits.context.text) {
      joined[joined.length - 1] = { ...last, text: `${last.text}\n${element.text}` };
    } else {
      joined.push(element);
    }
  }
  return chunks(joined, limits.context.elements).map((some) => ({ type: 'context', elements: some }));
}

function drawActions(
  actions: Extract<Block, { kind: 'actions' }>['actions'],
  place: string,
  room: Room,
): Drawn {
  const made = actions.map((action, index) => ({ action, element: button(action, `${place}-${index}`) }));
  const shell = jsonLength({ type: 'actions', elements: [] });
  const most = room.blocks * limits.actions.elements;
  let left = room.characters;
  const buttons = made.flatMap(({ element }) => element ?? []);
  const kept = buttons.filter((element, index) => {
    left -= jsonLength(element) + (index % limits.actions.elements === 0 ? shell : 0);
    return left >= 0 && index < most;
  });
  const rows: SlackBlock[] = chunks(kept, limits.actions.elements).map((elements) => ({
    type: 'actions',
    elements,
  }));
  const words = made.flatMap(({ action, element }) =>
    element ? [] : [section(plainText(inWords(action), limits.section.text))],
  );
  const rest = startOf(words, {
    blocks: room.blocks - rows.length,
    characters: room.characters - weights(rows),
  });
  return { blocks: [...rows, ...rest.blocks], complete: kept.length === buttons.length && rest.complete };
}

/** `rich_text` rather than a fence: no text can break out of it. The last page is cut to the room there is. */
function drawCode(text: string, room: Room): Drawn {
  const all = pages(clean(text), limits.preformatted).map(preformatted);
  const whole = startOf(all, room);
  if (whole.complete || whole.blocks.length === room.blocks) return whole;
  const left = room.characters - weights(whole.blocks);
  const next = pages(clean(text), limits.preformatted)[whole.blocks.length] ?? '';
  for (let length = Math.min(next.length, left); length > 40; length = Math.floor(length * 0.8)) {
    const block = preformatted(cut(next, length));
    if (weight(block) <= left) return { blocks: [...whole.blocks, block], complete: false };
  }
  return whole;
}

const preformatted = (text: string): SlackBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
});

function chunks<T>(items: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let at = 0; at < items.length; at += size) out.push(items.slice(at, at + size));
  return out;
}
