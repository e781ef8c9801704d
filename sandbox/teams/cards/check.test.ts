import { describe, expect, it } from 'vitest';
import { requestCard } from '../test/cards.ts';
import { cardFaults } from './check.ts';

const card = (more: object) => ({ type: 'AdaptiveCard', version: '1.5', ...more });
const body = (...items: object[]) => card({ body: items });
const word = { type: 'TextBlock', text: 'x' };
const execute = (title: string, more: object = {}) => ({
  type: 'Action.Execute',
  title,
  verb: 'go',
  ...more,
});

describe('a card', () => {
  it('that Teams can draw has no faults', () => {
    expect(cardFaults(requestCard('x', ['29:1-tom']))).toEqual([]);
  });

  it.each([
    ['without a version', { type: 'AdaptiveCard', body: [word] }, '/version: is required'],
    ['in a language with a region', card({ lang: 'zh-CN' }), '/lang: must be the code of a language'],
    ['of a later version', card({ version: '1.6' }), '/version: Teams draws cards up to 1.5'],
    [
      'with Action.Execute in an old version',
      card({ version: '1.3', actions: [execute('x')] }),
      '/version: Action.Execute needs 1.4',
    ],
    [
      'with a misspelt property',
      body({ ...word, wight: 'bolder' }),
      '/body/0/wight: no such property of TextBlock',
    ],
    ['with a value that is not in the list', body({ ...word, size: 'huge' }), '/body/0/size: must be one of'],
    ['with text missing', body({ type: 'TextBlock' }), '/body/0/text: is required'],
    [
      'with an unknown element deep inside',
      body({ type: 'Container', items: [{ type: 'Nope' }] }),
      '/body/0/items/0: no such type: Nope',
    ],
    [
      'with a chart without a fallback',
      body({ type: 'Chart.Pie', data: [] }),
      '/body/0/fallback: is required',
    ],
    ['with an input without an id', body({ type: 'Input.Text' }), '/body/0/id: is required'],
    [
      'with a picture over plain http',
      body({ type: 'Image', url: 'http://example.com/a.png' }),
      '/body/0/url: must be an https address',
    ],
    [
      'with a link that runs a script',
      card({ actions: [{ type: 'Action.OpenUrl', url: 'javascript:1' }] }),
      '/actions/0/url: must be an https address',
    ],
    ['with one id twice', body({ ...word, id: 'a' }, { ...word, id: 'a' }), 'the id “a” is there twice'],
    [
      'with seven primary actions',
      card({ actions: Array.from({ length: 7 }, (_, i) => execute(`${i}`)) }),
      '/actions: no more than 6 primary actions',
    ],
    [
      'refreshed for more people than Teams asks for',
      card({ refresh: { action: execute('x'), userIds: Array.from({ length: 61 }, (_, i) => `29:${i}`) } }),
      '/refresh/userIds: no more than 60',
    ],
  ])('%s is refused, with where it is', (_, given, fault) => {
    expect(cardFaults(given).join('\n')).toContain(fault);
  });

  it('may hold an unknown element that has a fallback', () => {
    expect(cardFaults(body({ type: 'Chart.Future', fallback: word }))).toEqual([]);
    expect(cardFaults(body({ type: 'Chart.Future', fallback: 'drop' }))).toEqual([]);
    expect(cardFaults(body({ type: 'Chart.Future', fallback: { type: 'Nope' } }))).not.toEqual([]);
  });

  it('in a dialog needs Action.Submit, or a fallback to it', () => {
    expect(cardFaults(card({ actions: [execute('x')] }), 'dialog')).toHaveLength(1);
    const withFallback = execute('x', { fallback: { type: 'Action.Submit' } });
    expect(cardFaults(card({ actions: [withFallback] }), 'dialog')).toEqual([]);
  });
});
