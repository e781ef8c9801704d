import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardFaults } from '../../sandbox/teams/cards/check.ts';
import { limits as whatTeamsTakes } from '../../sandbox/teams/cards/limits.ts';
import { renderForm } from '../../src/bot/teams/render/form.ts';
import { renderMessage } from '../../src/bot/teams/render/message.ts';
import type { Block } from '../../src/cards/card.ts';
import { langs } from '../../src/kernel/texts/index.ts';
import { card, form } from '../support/arbitrary-card.ts';

// The checker of the practice world shares no line and no number with the renderer.

const lang = fc.constantFrom(...langs);
const nameOf = (id: string) => `Name of ${id}`;

interface Node {
  readonly [key: string]: unknown;
}

const nodesOf = (value: unknown): Node[] =>
  typeof value !== 'object' || value === null
    ? []
    : [...(Array.isArray(value) ? [] : [{ ...value }]), ...Object.values(value).flatMap(nodesOf)];

describe('whatever a card holds, Teams takes the message', () => {
  it('any card, in any language', () => {
    fc.assert(
      fc.property(card, lang, (made, lang) => {
        const message = renderMessage(made, { lang, nameOf });
        expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(whatTeamsTakes.messageBytes);
        expect(cardFaults(message.attachments[0]?.content)).toEqual([]);
        expect(message.summary.trim()).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it.each(['card', 'dialog'] as const)('any form as a %s', (as) => {
    fc.assert(
      fc.property(form, lang, (made, lang) => {
        const errors = { f0: 'No such month', elsewhere: 'Nothing here' };
        const drawn = renderForm(made, { lang, draft: 'opaque', as, errors });
        expect(cardFaults(drawn, as === 'dialog' ? 'dialog' : 'message')).toEqual([]);
        expect(JSON.stringify(drawn)).toContain('Nothing here');
      }),
      { numRuns: 150 },
    );
  });
});

describe('text from outside', () => {
  it('is never where Teams reads markup: no TextBlock, no FactSet, anywhere', () => {
    fc.assert(
      fc.property(card, lang, (made, lang) => {
        const types = nodesOf(renderMessage(made, { lang, nameOf })).map(({ type }) => type);
        expect(types).not.toContain('TextBlock');
        expect(types).not.toContain('FactSet');
      }),
      { numRuns: 100 },
    );
  });

  it('never splits a character, and never carries control or direction characters', () => {
    fc.assert(
      fc.property(card, lang, (made, lang) => {
        for (const { type, text } of nodesOf(renderMessage(made, { lang, nameOf })))
          if (type === 'TextRun')
            expect(text).not.toMatch(/\p{Cs}|(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 150 },
    );
  });

  it('calls no function of cards', () => {
    const text = '{{DATE(2026-01-01T00:00:00Z, SHORT)}} {{TIME(2026-01-01T00:00:00Z)}}';
    const blocks: readonly Block[] = [
      { kind: 'text', text: [text, { bold: text }, { code: text }] },
      { kind: 'facts', facts: [{ label: text, value: text }] },
      { kind: 'table', caption: text, columns: [{ label: text }], rows: [[text]] },
    ];
    const shown = JSON.stringify(
      renderMessage({ summary: text, title: text, blocks }, { lang: 'en' }).attachments,
    );
    expect(shown.replace(/"fallbackText":"[^"]*"/, '')).not.toContain('{{DATE');
  });
});
