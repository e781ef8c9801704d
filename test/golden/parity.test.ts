import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * The same words in both apps. What one of them says by other means, and so has no words for, is left out here, each with
 * its reason; nothing else may differ.
 */
const saidOtherwise: readonly {
  readonly app: 'slack' | 'teams';
  readonly what: Matcher;
  readonly why: string;
}[] = [
  {
    app: 'slack',
    what: ({ type }) => type === 'static_select',
    why: 'Slack chooses a row from a list; in Teams its first cell is pressed.',
  },
  {
    app: 'slack',
    what: (node, key) => key === 'accessory' && node['type'] === 'button',
    why: 'A row of a list has its button beside it; in Teams its first cell is pressed.',
  },
  {
    app: 'teams',
    what: (_, key) => key === 'selectAction',
    why: 'The other side of the same: what pressing the cell does.',
  },
  {
    app: 'slack',
    what: (_, key) => key === 'deny',
    why: 'Slack asks in a window with two answers; in Teams the question folds away.',
  },
  {
    app: 'teams',
    what: (_, key) => key === 'fallback',
    why: 'A chart stands there, and the table is for clients without charts.',
  },
];

/** Single words that only Teams has. */
const manyTables = {
  en: ['What', 'Request', 'Customer'],
  zh: ['项', '目', '申', '请', '客', '户'],
} as const;
const why = 'Slack takes one table a message; the others are lists, whose first column needs no name.';
const onlyInTeams: Readonly<Record<string, { readonly words: readonly string[]; readonly why: string }>> = {
  'digest.slack.en.json': { words: manyTables.en, why },
  'digest.slack.zh-CN.json': { words: manyTables.zh, why },
  'digest-details.slack.en.json': { words: manyTables.en, why },
  'digest-details.slack.zh-CN.json': { words: manyTables.zh, why },
  'approval-details.slack.en.json': {
    words: ['When'],
    why: 'Slack takes one table a message; the second is a list, whose first column needs no name.',
  },
};

/** Cards that the apps do not draw alike for everybody, so that their words differ. */
const ofTheirOwn: Readonly<Record<string, string>> = {
  'approval-shared':
    'Slack has no views of a channel’s message for single people: everybody sees the buttons, and rights are asked about at the press. In Teams everybody sees how it stands, and approvers and requester what they may do (approval-waiting, approval-requester).',
};

type Node = Readonly<Record<string, unknown>>;
type Matcher = (node: Node, key: string) => boolean;

const folder = join(import.meta.dirname, '__golden__');
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The texts people read: those of text objects, titles, labels of charts. */
const spoken = new Set(['text', 'title', 'label', 'legend', 'x', 'y_label', 'yAxisTitle', 'categories']);

function texts(app: 'slack' | 'teams', value: unknown, key = ''): string[] {
  if (typeof value === 'string') return spoken.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((inner) => texts(app, inner, key));
  if (!isNode(value) || saidOtherwise.some((one) => one.app === app && one.what(value, key))) return [];
  return Object.entries(value).flatMap(([inner, part]) =>
    // Names of series are texts, names of actions are not.
    inner === 'name' && Array.isArray(value['data']) ? [String(part)] : texts(app, part, inner),
  );
}

const plainSlack = (text: string): string =>
  text
    .replace(/<!date\^\d+\^[^|>]*\|[^>]*>/g, ' a-moment ')
    .replace(/<!subteam\^(\w+)>/g, '$1')
    .replace(/<@(\w+)>/g, '$1')
    .replace(/<https?:[^|>]*\|([^>]*)>/g, '$1')
    .replace(/[*`\u200B]/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const plainTeams = (text: string): string =>
  text.replace(/\{\{DATE\([^)]*\)\}\} \{\{TIME\([^)]*\)\}\}/g, ' a-moment ').replace(/[*`]/g, '');

const letters = (all: readonly string[]): readonly string[] => [
  ...new Set(all.join(' ').match(/a-moment|\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []),
];

function shown(app: 'slack' | 'teams', file: string): readonly string[] {
  const message: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  if (!isNode(message)) throw new Error(`${file} is no message`);
  const body = app === 'slack' ? message['blocks'] : message['attachments'];
  return letters(texts(app, body).map(app === 'slack' ? plainSlack : plainTeams));
}

const goldens = readdirSync(folder).filter(
  (name) => name.includes('.slack.') && !Object.hasOwn(ofTheirOwn, name.split('.')[0] ?? ''),
);

it.each(goldens)('%s says the same in Teams', (file) => {
  const known = onlyInTeams[file]?.words ?? [];
  const slack = shown('slack', file);
  const teams = shown('teams', file.replace('.slack.', '.teams.'));
  expect({
    onlySlack: slack.filter((word) => !teams.includes(word)),
    onlyTeams: teams.filter((word) => !slack.includes(word) && !known.includes(word)),
  }).toEqual({ onlySlack: [], onlyTeams: [] });
});
