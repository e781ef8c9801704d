import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks, checkView } from '../../sandbox/chat/blocks/check.ts';
import { renderCard } from '../../src/bot/slack/render/card.ts';
import { renderForm } from '../../src/bot/slack/render/form.ts';
import { renderHome } from '../../src/bot/slack/render/home.ts';
import { langs } from '../../src/kernel/texts/index.ts';
import { card, form } from '../support/arbitrary-card.ts';

// The checker of the practice chat shares no line and no number with the renderer.

const lang = fc.constantFrom(...langs);
const charts = fc.constantFrom('native' as const, 'text' as const, { picture: () => 'F0123' });
const tables = fc.constantFrom('native' as const, 'list' as const);

/** Every string but the values of buttons, which nobody sees and which must come back as they were. */
const shownStrings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'value' ? [] : shownStrings(inner)));
};

const actionIds = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        key === 'action_id' ? [String(inner)] : actionIds(inner),
      )
    : [];

/** JSON outside tables, which have a limit of their own. */
const characters = (blocks: readonly { type: string }[]) =>
  JSON.stringify(blocks.filter(({ type }) => type !== 'table')).length;

describe('whatever a card holds, Slack takes the message', () => {
  it('any card, in any language, with charts and tables shown in any way', () => {
    fc.assert(
      fc.property(card, lang, charts, tables, (made, lang, charts, tables) => {
        const message = renderCard(made, { lang, charts, tables });
        expect(checkBlocks(message.blocks, 'message')).toMatchObject({ ok: true });
        expect(characters(message.blocks)).toBeLessThanOrEqual(13_000);
        expect(message.blocks.length).toBeGreaterThan(0);
        expect(message.text.trim()).not.toBe('');
        expect(message.text.length).toBeLessThanOrEqual(4_000);
      }),
      { numRuns: 300 },
    );
  });

  it('any card as a home page', () => {
    fc.assert(
      fc.property(card, lang, (made, lang) => {
        expect(checkView(renderHome(made, { lang }), 'home')).toMatchObject({ ok: true });
      }),
      { numRuns: 100 },
    );
  });

  it('any form', () => {
    fc.assert(
      fc.property(form, lang, (made, lang) => {
        const view = renderForm(made, { lang, callbackId: 'form', privateMetadata: '{}' });
        expect(checkView(view, 'modal')).toMatchObject({ ok: true });
      }),
      { numRuns: 200 },
    );
  });
});

describe('text from outside', () => {
  it('never splits a character, and never carries control or direction characters', () => {
    fc.assert(
      fc.property(card, lang, (made, lang) => {
        const { text, blocks } = renderCard(made, { lang });
        for (const shown of [text, ...shownStrings(blocks)]) {
          expect(shown).not.toMatch(/\p{Cs}|(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('mentions nobody: no `<!` or `<@` that the card did not ask for', () => {
    fc.assert(
      fc.property(card, lang, (made, lang) => {
        const message = renderCard(made, { lang });
        const markup = [message.text, ...markdownTexts(message.blocks)];
        for (const text of markup)
          expect(text).not.toMatch(/<!(?!date\^\d|subteam\^S[A-Z0-9]+>)|<@(?![UW][A-Z0-9]+>)|<#/);
      }),
      { numRuns: 200 },
    );
  });

  it('no two things to press share an action id', () => {
    fc.assert(
      fc.property(card, lang, (made, lang) => {
        const ids = actionIds(renderCard(made, { lang }).blocks);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 100 },
    );
  });
});

function markdownTexts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(markdownTexts);
}
