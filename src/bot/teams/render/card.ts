import { cardText } from '../../../cards/card-text.ts';
import type { Action, Block, Card, Fact, Rich, Tone } from '../../../cards/card.ts';
import { type Lang, translator } from '../../../kernel/texts/index.ts';
import { type Drawn as DrawnOf, fitting, type Part as PartOf, rank, type Room } from '../../fit.ts';
import { progressText } from '../../progress-text.ts';
import { clean, cut, oneLine, pages } from '../../text.ts';
import { toneSigns } from '../../tone-signs.ts';
import { button, inWords } from './button.ts';
import { chartElements } from './chart.ts';
import { type AdaptiveCard, type Button, bytesOf, type Container, type Element } from './elements.ts';
import { limits } from './limits.ts';
import { drawTable, pairs } from './table.ts';
import { line, type NameOf, plain, richText } from './text.ts';

export interface RenderOptions {
  readonly lang: Lang;
  /** People are shown by name; without a name, by what they are called in the card. */
  readonly nameOf?: NameOf;
}

type Drawn = DrawnOf<Element>;
type Part = PartOf<Element>;

const { fixed, startOf, fit } = fitting<Element>(bytesOf);

const asIs: NameOf = (id) => id;

export function renderCard(card: Card, options: RenderOptions): AdaptiveCard {
  return adaptiveCard(summaryOf(card), cardElements(card, options), options.lang);
}

export const adaptiveCard = (
  summary: string,
  body: readonly Element[],
  lang: Lang,
  actions: readonly Button[] = [],
): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  // A card names the language alone, without a region.
  lang: new Intl.Locale(lang).language,
  fallbackText: summary,
  msteams: { width: 'Full' },
  body,
  ...(actions.length > 0 ? { actions } : {}),
});

/** For the notification, screen readers and clients that cannot draw the card. */
export const summaryOf = (card: Card): string =>
  cut(clean(card.summary).trim() || clean(cardText(card)).trim() || '…', limits.message.summary);

function cardElements(card: Card, { lang, nameOf = asIs }: RenderOptions): Element[] {
  const t = translator(lang);
  let folds = 0;
  const toPart = (block: Block): Part => {
    switch (block.kind) {
      case 'text':
        return fixed(rank.text, textElements(block.text, nameOf));
      case 'notice':
        return fixed(rank.notice, noticeElements(block.tone, block.text, nameOf));
      case 'facts':
        return fixed(rank.facts, factElements(block.facts, nameOf));
      case 'progress':
        return fixed(rank.progress, [
          plain(cut(progressText(block, lang), limits.text), { fontType: 'Monospace' }),
        ]);
      case 'actions':
        return { rank: rank.actions, elastic: false, draw: (room) => drawActions(block.actions, room) };
      case 'table':
        return { rank: rank.table, elastic: true, draw: (room) => drawTable(block, room, lang) };
      case 'chart':
        return fixed(rank.chart, chartElements(block, lang));
      case 'notes':
        return fixed(rank.notes, noteElements(block.notes, nameOf));
      case 'code':
        return { rank: rank.code, elastic: true, draw: (room) => drawCode(block.text, room) };
      case 'fold': {
        folds += 1;
        const id = `fold-${folds}`;
        const parts = block.blocks.map(toPart);
        return { rank: rank.table, elastic: true, draw: (room) => drawFold(block.label, parts, id, room) };
      }
      case 'divider':
        return fixed(rank.divider, [plain(' ', { size: 'Small' }, { separator: true, spacing: 'Medium' })]);
    }
  };
  const title = cut(oneLine(card.title ?? ''), limits.title);
  const head = title === '' ? [] : [plain(title, { size: 'Large', weight: 'Bolder' })];
  const parts = [fixed(rank.title, head), ...card.blocks.map(toPart)];
  const cutNote = plain(`✂️ ${t('render.cut')}`, { size: 'Small', isSubtle: true });
  const elements = fit(parts, limits.message, cutNote);
  return elements.length > 0 ? elements : [plain(summaryOf(card))];
}

function textElements(rich: Rich, nameOf: NameOf): Element[] {
  if (typeof rich === 'string') return pages(clean(rich), limits.text).map((page) => plain(page));
  const text = richText(rich, limits.text, nameOf);
  return text ? [text] : [];
}

const containerStyles: Readonly<Record<Tone, NonNullable<Container['style']>>> = {
  info: 'accent',
  success: 'good',
  warning: 'warning',
  error: 'attention',
};

function noticeElements(tone: Tone, rich: Rich, nameOf: NameOf): Element[] {
  const spans = [`${toneSigns[tone]} `, ...(typeof rich === 'string' ? [rich] : rich)];
  const text = richText(spans, limits.text, nameOf);
  return text ? [{ type: 'Container', style: containerStyles[tone], items: [text] }] : [];
}

function factElements(facts: readonly Fact[], nameOf: NameOf): Element[] {
  const rows = facts.map(
    ({ label, value }) =>
      [
        plain(line(label, limits.fact.label), { isSubtle: true }),
        richText(value, limits.fact.value, nameOf) ?? plain('–'),
      ] as const,
  );
  return rows.length === 0 ? [] : [pairs(rows)];
}

function noteElements(notes: readonly Rich[], nameOf: NameOf): Element[] {
  return notes.flatMap(
    (note) =>
      richText(note, limits.note, nameOf, { look: { size: 'Small', isSubtle: true }, spacing: 'Small' }) ??
      [],
  );
}

function drawActions(actions: readonly Action[], room: Room): Drawn {
  const made = actions.map((action) => ({ action, pressed: button(action) }));
  const buttons = made.flatMap(({ pressed }) => pressed ?? []);
  const sets: Element[] = [];
  for (let at = 0; at < buttons.length; at += limits.actions.perSet)
    sets.push({ type: 'ActionSet', actions: buttons.slice(at, at + limits.actions.perSet) });
  const words = made.flatMap(({ action, pressed }) =>
    pressed ? [] : [plain(cut(clean(inWords(action)), limits.text))],
  );
  const drawn = startOf([...sets.slice(0, limits.actions.sets), ...words], room);
  return { blocks: drawn.blocks, complete: drawn.complete && sets.length <= limits.actions.sets };
}

/** A button that opens what is closed at first; the reader's own client does it. */
function drawFold(label: string, parts: readonly Part[], id: string, room: Room): Drawn {
  const title = line(`▸ ${oneLine(label)}`, limits.actions.title);
  const open: Element = {
    type: 'ActionSet',
    actions: [{ type: 'Action.ToggleVisibility', title, targetElements: [id] }],
  };
  const closed = (items: readonly Element[]): Element => ({ type: 'Container', id, isVisible: false, items });
  const items: Element[] = [];
  let left = room.characters - bytesOf(open) - bytesOf(closed([]));
  let complete = true;
  for (const part of parts) {
    const drawn = part.draw({ blocks: room.blocks - 2, characters: left });
    items.push(...drawn.blocks);
    left -= drawn.blocks.reduce((sum, block) => sum + bytesOf(block), 0);
    complete &&= drawn.complete;
  }
  return items.length === 0 || left < 0
    ? { blocks: [], complete: false }
    : { blocks: [open, closed(items)], complete };
}

/** The last page is cut to the room there is. */
function drawCode(text: string, room: Room): Drawn {
  const code = (page: string) => plain(page, { fontType: 'Monospace' });
  const all = pages(clean(text), limits.code);
  const whole = startOf(all.map(code), room);
  const next = all[whole.blocks.length];
  if (whole.complete || next === undefined || whole.blocks.length === room.blocks) return whole;
  const left = room.characters - whole.blocks.reduce((sum, block) => sum + bytesOf(block), 0);
  for (let length = Math.min(next.length, left); length > 40; length = Math.floor(length * 0.8)) {
    const block = code(cut(next, length));
    if (bytesOf(block) <= left) return { blocks: [...whole.blocks, block], complete: false };
  }
  return whole;
}
