import { describe, expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.ts';

const source = sourceFiles('src').filter(({ isTest }) => !isTest);
const everything = sourceFiles('src', 'sandbox');

/** From the top down. Those of one row do not know each other. */
const layers = [
  ['main', 'practice-main', 'boot', 'start', 'config', 'log'],
  ['bot'],
  ['handlers'],
  ['jobs'],
  ['approvals'],
  ['huawei', 'ledger', 'cards'],
  ['kernel'],
];

const partOf = (path: string): string => /^src\/([^/.]+)/.exec(path)?.[1] ?? '';
const layerOf = (part: string): number => layers.findIndex((row) => row.includes(part));

const broken = (files: readonly SourceFile[], mayImport: (file: string, imported: string) => boolean) =>
  files.flatMap(({ path, imports }) =>
    imports.filter((imported) => !mayImport(path, imported)).map((imported) => `${path} imports ${imported}`),
  );

/** Only files below these folders may import a package. */
const only = (packages: RegExp, ...homes: readonly string[]) =>
  broken(source, (file, imported) => !packages.test(imported) || homes.some((home) => file.startsWith(home)));

describe('imports', () => {
  test('every part of src has its place in the order', () => {
    expect(source.map(({ path }) => path).filter((path) => layerOf(partOf(path)) === -1)).toEqual([]);
  });

  test('run downwards only, and not between the platform, the ledger and the cards', () => {
    const downwards = (file: string, imported: string) => {
      if (!imported.startsWith('src/')) return true;
      const [from, to] = [partOf(file), partOf(imported)];
      return from === to || layerOf(from) < layerOf(to) || (layerOf(from) === 0 && layerOf(to) === 0);
    };
    expect(broken(source, downwards)).toEqual([]);
  });

  test('of the project stay in src, except for tests', () => {
    expect(broken(source, (_, imported) => !/^(sandbox|test|bench|scripts)\//.test(imported))).toEqual([]);
  });

  test('of the practice world reach src/kernel and nothing else of src', () => {
    const sandbox = sourceFiles('sandbox').filter(
      ({ isTest, path }) => !isTest && path !== 'sandbox/practice.ts',
    );
    expect(
      broken(sandbox, (_, imported) => !imported.startsWith('src/') || imported.startsWith('src/kernel/')),
    ).toEqual([]);
  });

  test.each([
    ['Slack’s libraries', /^@slack\//, ['src/bot/slack/']],
    ['Teams’ libraries', /^(@microsoft\/teams|botbuilder|botframework)/, ['src/bot/teams/']],
    ['the queue’s library', /^(bullmq)$/, ['src/jobs/']],
    ['Redis', /^ioredis$/, ['src/jobs/', 'src/huawei/', 'src/start.ts']],
    ['node-fetch', /^node-fetch$/, ['src/huawei/', 'src/bot/']],
    ['the database driver', /^pg$/, ['src/ledger/', 'src/jobs/engine.ts']],
    ['the query builder', /^kysely$/, ['src/ledger/', 'src/jobs/', 'src/handlers/', 'src/start.ts']],
    ['spreadsheets', /^(exceljs|csv-stringify)$/, ['src/jobs/', 'src/cards/']],
    ['charts', /^(echarts|@resvg\/resvg-js)$/, ['src/cards/', 'src/bot/slack/']],
  ])('%s stay where they belong', (_, packages, homes) => {
    expect(only(packages, ...homes)).toEqual([]);
  });
});

describe('files', () => {
  test('read the environment in config.ts only', () => {
    const readers = source.filter(({ text }) => /\bprocess\s*(\.\s*env\b|\[\s*['"]env)/.test(text));
    expect(readers.map(({ path }) => path).filter((path) => path !== 'src/config.ts')).toEqual([]);
  });

  test('have 400 lines at most, unless they are generated; suites of tests may have 600', () => {
    const long = everything
      .filter(({ path }) => !path.includes('/generated/'))
      .map(({ path, text, isTest }) => ({
        path,
        lines: text.split('\n').length - 1,
        most: isTest ? 600 : 400,
      }))
      .filter(({ lines, most }) => lines > most);
    expect(long).toEqual([]);
  });

  test('switch no check off and leave nothing for later', () => {
    const marks = /@ts-(ignore|nocheck)|eslint-disable|biome-ignore|\b(TODO|FIXME|XXX)\b/;
    // A test may say what must not compile.
    const marked = ({ text, isTest }: SourceFile) =>
      marks.test(text) || (!isTest && text.includes('@ts-expect-error'));
    expect(everything.filter(marked).map(({ path }) => path)).toEqual([]);
  });
});
