import { parseArgs } from 'node:util';
import { moneyActions } from '../../approvals/policy/policy.ts';
import { parseDecimal } from '../../kernel/decimal.ts';
import { langOf, type Translate, translator } from '../../kernel/texts/index.ts';
import { explainApprovals } from './explain-approvals.ts';
import { explainRemittances } from './explain-remittances.ts';
import { explainPolicy } from './explain.ts';
import type { Policy } from './policy.ts';
import { faultLines, readPolicyFile } from './read.ts';
import { whoCould } from './who-could.ts';

const options = {
  lang: { type: 'string' },
  who: { type: 'string' },
  action: { type: 'string', default: 'coupon.issue' },
  customer: { type: 'string' },
  by: { type: 'string' },
} as const;

const parsed = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true });
type Asked = ReturnType<typeof parsed>['values'];

/**
 * `npm run policy:check [-- file]`: says in sentences what a policy file allows, or what is wrong with it. With `--who` it
 * says who could approve an amount.
 */
export async function checkPolicy(
  args: readonly string[],
  print: (line: string) => void,
): Promise<0 | 1 | 2> {
  let call: ReturnType<typeof parsed>;
  try {
    call = parsed(args);
  } catch {
    print(translator('en')('policy.usage'));
    return 2;
  }
  const { values, positionals } = call;
  const t = translator(langOf(values.lang));
  const file = positionals[0] ?? 'policy.yaml';
  const reading = await readPolicyFile(file);
  if ('faults' in reading) {
    for (const line of faultLines(file, reading.faults, t)) print(line);
    return 1;
  }
  if (values.who !== undefined) return answer(reading.policy, values.who, values, t, print);
  print(t('policy.good', { file }));
  const explained = [explainPolicy, explainApprovals, explainRemittances];
  for (const explain of explained) for (const line of explain(reading.policy, t)) print(`  ${line}`);
  return 0;
}

function answer(
  policy: Policy,
  amount: string,
  asked: Asked,
  t: Translate,
  print: (line: string) => void,
): 0 | 1 | 2 {
  const total = parseDecimal(amount.replaceAll(',', ''));
  const action = moneyActions.find((known) => known === asked.action);
  if (!total?.gt('0') || !action) {
    print(t('policy.usage'));
    return 2;
  }
  const by = policy.people.find(({ name }) => name === asked.by);
  if (asked.by !== undefined && !by) {
    const known = policy.people.map(({ name }) => name).join(t('common.listSeparator'));
    print(t('policy.unknownBy', { name: asked.by, known }));
    return 1;
  }
  for (const line of whoCould(policy, { action, total, customer: asked.customer, by }, t)) print(line);
  return 0;
}
