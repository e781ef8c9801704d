import { readFile, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';
import { strToU8, zipSync } from 'fflate';
import { chinese, json, manifestOf, placeholder } from './generate/teams-manifest.ts';

// npm run teams:package -- [--slash] [file]: the zip that a Teams administrator uploads.

const words = process.argv.slice(2);
const slash = words.includes('--slash');
const [path = 'partner-desk-teams.zip'] = words.filter((word) => !word.startsWith('--'));
const { TEAMS_APP_ID: appId, PUBLIC_URL: publicUrl } = process.env;
if (appId === undefined || publicUrl === undefined) {
  console.error('Please set TEAMS_APP_ID and PUBLIC_URL: the package names the bot and its address.');
  process.exit(1);
}

const icon = async (name: string, size: number): Promise<Uint8Array> => {
  const svg = await readFile(`appPackage/${name}.svg`, 'utf8');
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
};

const files = {
  'manifest.json': strToU8(json(manifestOf({ appId, host: new URL(publicUrl).host, slash }))),
  'zh-cn.json': strToU8(json(chinese(slash))),
  'color.png': await icon('color', 192),
  'outline.png': await icon('outline', 32),
};
if (appId === placeholder.appId) throw new Error('TEAMS_APP_ID is the placeholder');
// One time for all, so that the same app makes the same package.
await writeFile(path, zipSync(files, { mtime: new Date('2026-01-01T00:00:00Z') }));
console.log(`wrote ${path}`);
