import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { slackManifest } from '../../scripts/generate/manifest.ts';

const manifest = slackManifest();
const { features, settings, oauth_config, display_information } = manifest;

describe('the app as Slack is told about it', () => {
  it('is the one in the repository', async () => {
    expect(JSON.parse(await readFile('manifest.json', 'utf8'))).toEqual(manifest);
  });

  it('keeps within what a manifest may hold', () => {
    expect(display_information.name.length).toBeLessThanOrEqual(35);
    expect(display_information.description?.length).toBeLessThanOrEqual(140);
    expect(display_information.long_description?.length).toBeLessThanOrEqual(4_000);
    expect(display_information.background_color).toMatch(/^#[0-9a-f]{6}$/);
    expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
    expect(features?.slash_commands?.length).toBeLessThanOrEqual(50);
    for (const { command, description, usage_hint } of features?.slash_commands ?? []) {
      expect(command).toMatch(/^\/[a-z]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2_000);
      expect(usage_hint?.length).toBeLessThanOrEqual(1_000);
    }
    expect(settings?.event_subscriptions?.bot_events?.length).toBeLessThanOrEqual(100);
  });

  it('sends everything to one address over https', () => {
    const addresses = [
      features?.slash_commands?.[0]?.url,
      settings?.event_subscriptions?.request_url,
      settings?.interactivity?.request_url,
      settings?.interactivity?.message_menu_options_url,
    ];
    expect(new Set(addresses)).toEqual(new Set(['https://desk.example.com/slack/events']));
  });

  it('asks for names as ids, and for no right the bot has no use for', () => {
    expect(features?.slash_commands?.[0]?.should_escape).toBe(true);
    expect(oauth_config?.scopes?.user).toBeUndefined();
    expect(oauth_config?.scopes?.bot?.toSorted()).toEqual([
      'chat:write',
      'commands',
      'files:read',
      'files:write',
      'im:write',
      'usergroups:read',
      'users:read',
    ]);
  });
});
