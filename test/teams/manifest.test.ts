import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { chinese, json, manifestOf, placeholder } from '../../scripts/generate/teams-manifest.ts';

const manifest = manifestOf({ ...placeholder, slash: false });

/** A copy of microsoft/json-schemas; its files are Microsoft's and not kept here. */
const schemas = process.env['TEAMS_SCHEMAS'] ?? '';

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

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

  describe.skipIf(!existsSync(schemas))('by Microsoft’s own schema (TEAMS_SCHEMAS)', () => {
    it.each([
      ['1.25', false],
      ['1.29', true],
    ])('%s is valid', async (version, slash) => {
      const path = join(schemas, 'teams', `v${version}`, 'MicrosoftTeams.schema.json');
      const { $schema: _, ...schema } = { $schema: '', ...((await readJson(path)) as object) };
      const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false });
      const validate = ajv.compile(schema);
      validate(manifestOf({ ...placeholder, slash }));
      expect(validate.errors).toBeNull();
    });

    it('the Chinese texts are valid', async () => {
      const path = join(schemas, 'teams', 'v1.25', 'MicrosoftTeams.Localization.schema.json');
      const { $schema: _, ...schema } = { $schema: '', ...((await readJson(path)) as object) };
      // One of its patterns is none where expressions are read strictly.
      const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, logger: false });
      const validate = ajv.compile(schema);
      validate(chinese(false));
      expect(validate.errors).toBeNull();
    });
  });
});
