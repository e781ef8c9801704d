import type { Block, Card, Rich } from './card.ts';

/** Plain text is for a glance; whoever needs every row has the card. */
const mostRows = 20;

/** The words of a card without its shape: for apps and moments that can show nothing else. */
export function cardText(card: Card): string {
  const parts = [card.title ?? '', card.summary, ...card.blocks.map(blockText)];
  return parts.filter((part) => part !== '').join('\n');
}

function richText(rich: Rich): string {
  if (typeof rich === 'string') return rich;
  return rich
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('bold' in span) return span.bold;
      if ('code' in span) return span.code;
      if ('link' in span) return `${span.link} (${span.url})`;
      if ('person' in span) return span.person;
      if ('group' in span) return span.name;
      return span.fallback;
    })
    .join('');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'notice':
      return richText(block.text);
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${richText(value)}`).join('\n');
    case 'table':
      return [block.caption, block.columns.map(({ label }) => label).join('\t')]
        .concat(block.rows.slice(0, mostRows).map((row) => row.join('\t')))
        .concat(block.rows.length > mostRows ? '…' : [])
        .join('\n');
    case 'chart':
      return `${block.title}: ${block.alt}`;
    case 'progress':
      return `${block.label} ${block.done}${block.total === undefined ? '' : `/${block.total}`}`;
    case 'notes':
      return block.notes.map(richText).join('\n');
    case 'code':
      return block.text;
    case 'fold':
      return block.blocks.map(blockText).join('\n');
    case 'actions':
    case 'divider':
      return '';
  }
}
