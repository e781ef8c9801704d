import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { chinese, json, manifestOf, placeholder } from '../../scripts/generate/teams-manifest.ts';

const manifest = manifestOf({ ...placeholder, slash: false });

/** Microsoft's schemas, as its own tools bring them along. */
const schemas = join(fileURLToPath(import.meta.resolve('@microsoft/app-manifest')), '..', 'json-schemas');

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

async function faults(version: string, name: string, made: unknown) {
  const path = join(schemas, 'teams', `v${version}`, `${name}.schema.json`);
  const { $schema: _, ...schema } = { $schema: '', ...((await readJson(path)) as object) };
  // One of its patterns is none where expressions are read strictly.
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    unicodeRegExp: false,
    validateFormats: false,
    logger: false,
  });
  const validate = ajv.compile(schema);
  validate(made);
  return validate.errors;
}

describe('the app as Teams is told about it', () => {
  it('is the one in the repository, in both languages', async () => {
    expect(await readFile('appPackage/manifest.json', 'utf8')).toBe(json(manifest));
    expect(await readFile('appPackage/zh-cn.json', 'utf8')).toBe(json(chinese(false)));
  });

  it('keeps within what a manifest may hold', () => {
    expect(manifest.name.short.length).toBeLessThanOrEqual(30);
    expect(manifest.name.full.length).toBeLessThanOrEqual(100);
    expect(manifest.description.short.length).toBeLessThanOrEqual(80);
    expect(manifest.description.full.length).toBeLessThanOrEqual(4_000);
    expect(manifest.developer.name.length).toBeLessThanOrEqual(32);
    for (const { commandLists } of manifest.bots)
      for (const { commands } of commandLists) {
        expect(commands.length).toBeLessThanOrEqual(12);
        for (const { title } of commands) expect(title.length).toBeLessThanOrEqual(128);
      }
    for (const { commands } of manifest.composeExtensions)
      for (const { title, description } of commands) {
        expect(title.length).toBeLessThanOrEqual(32);
        expect(description.length).toBeLessThanOrEqual(128);
      }
  });

  it('names one bot everywhere, and our own host alone', () => {
    const made = manifestOf({ appId: 'the-bot', host: 'bot.example.org', slash: true });
    expect([made.id, made.bots[0]?.botId, made.composeExtensions[0]?.botId]).toEqual(
      Array(3).fill('the-bot'),
    );
    expect(made.validDomains).toEqual(['bot.example.org']);
  });

  it('says in Chinese all that it says in English', () => {
    const commands = manifest.bots[0]?.commandLists[0]?.commands ?? [];
    const texts = chinese(false);
    commands.forEach((_, index) =>
      expect(texts[`bots[0].commandLists[0].commands[${index}].description`]).toMatch(/\p{Script=Han}/u),
    );
  });

  it.each([
    ['1.25', false],
    ['1.29', true],
  ])('is valid by Microsoft’s own schema %s, in both languages', async (version, slash) => {
    expect(await faults(version, 'MicrosoftTeams', manifestOf({ ...placeholder, slash }))).toBeNull();
    expect(await faults(version, 'MicrosoftTeams.Localization', chinese(slash))).toBeNull();
  });

  it('would not be valid with a setting that Microsoft does not know', async () => {
    const strange = { ...manifest, staticTab: [] };
    expect(await faults('1.25', 'MicrosoftTeams', strange)).not.toBeNull();
  });
});
