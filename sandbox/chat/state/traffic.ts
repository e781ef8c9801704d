import { tell, type TrafficEntry, type World } from './world.ts';

const keptEntries = 400;
const longestBody = 60_000;

const shortened = (text: string) =>
  text.length > longestBody ? `${text.slice(0, longestBody)}… (${text.length} characters)` : text;

/** Tokens are named, not shown: screens of the inspector end up in tickets. */
function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = { ...headers };
  if (shown['authorization'])
    shown['authorization'] = shown['authorization'].replace(/(xox.-|xapp-).*/, '$1…');
  return shown;
}

export function record(world: World, entry: Omit<TrafficEntry, 'id'>): void {
  const kept: TrafficEntry = {
    ...entry,
    id: ++world.serial,
    requestHeaders: withoutSecrets(entry.requestHeaders),
    request: shortened(entry.request.replace(/((?:xoxb|xapp)-)[\w-]+/g, '$1…')),
    response: shortened(entry.response),
  };
  world.traffic.push(kept);
  if (world.traffic.length > keptEntries) world.traffic.shift();
  tell(world, { type: 'traffic', entry: kept });
}
