import { parseArgs } from 'node:util';
import { langOf, translator } from '../../kernel/texts/index.ts';
import { explainPolicy } from './explain.ts';
import { faultLines, readPolicyFile } from './read.ts';

/** `npm run policy:check [file]`: says in sentences what a policy file allows, or what is wrong with it. */
export async function checkPolicy(
  args: readonly string[],
  print: (line: string) => void,
): Promise<0 | 1 | 2> {
  let parsed: { values: { lang?: string }; positionals: string[] };
  try {
    const options = { lang: { type: 'string' } } as const;
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    print(translator('en')('policy.usage'));
    return 2;
  }
  const t = translator(langOf(parsed.values.lang));
  const file = parsed.positionals[0] ?? 'policy.yaml';
  const reading = await readPolicyFile(file);
  if ('faults' in reading) {
    for (const line of faultLines(file, reading.faults, t)) print(line);
    return 1;
  }
  print(t('policy.good', { file }));
  for (const line of explainPolicy(reading.policy, t)) print(`  ${line}`);
  return 0;
}
