import { z } from 'zod';
import { roles } from '../../kernel/role.ts';
import type { RemittanceTimes } from '../../kernel/remittance/states.ts';
import type { Channels, Parties } from './policy.ts';
import { type Directory, partiesOf } from './resolve.ts';
import { channels, written } from './schema.ts';

/** The section `remittances` of policy.yaml: where finance sees them, whom to call, and how long each thing may take. */
export interface RemittanceRules {
  readonly times: RemittanceTimes;
  /** The room of finance; without one, finance looks with `/hw remit list`. */
  readonly channel: Channels;
  /** Who is called there when a top-up is to be confirmed. */
  readonly call: Parties;
  /** Who is called there besides, once one is overdue. */
  readonly escalate: Parties;
}

const nobody: Parties = { names: [], people: [], groups: [] };

export const usualRemittances: RemittanceRules = {
  times: { claimAfter: 1, remindEvery: 2, overdueAfter: 5 },
  channel: {},
  call: nobody,
  escalate: nobody,
};

/** A number of working days. */
const workingDays = written('wantsWorkingDays', (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 30 ? Number(value) : undefined,
);

export function remittancesSchema(names: readonly string[]) {
  const parties = z.array(z.enum([...roles, ...names])).min(1);
  return z.strictObject({
    channel: channels,
    call: parties.optional(),
    claimAfter: workingDays.optional(),
    remindEvery: workingDays.optional(),
    overdueAfter: workingDays.optional(),
    escalate: parties.optional(),
  });
}

export const remittanceKeys: readonly string[] = Object.keys(remittancesSchema([]).shape);

export type RemittancesFile = z.output<ReturnType<typeof remittancesSchema>>;

export function resolveRemittances(file: RemittancesFile, directory: Directory): RemittanceRules {
  const { times } = usualRemittances;
  const parties = (names: readonly string[] | undefined) => (names ? partiesOf(names, directory) : nobody);
  return {
    times: {
      claimAfter: file.claimAfter ?? times.claimAfter,
      remindEvery: file.remindEvery ?? times.remindEvery,
      overdueAfter: file.overdueAfter ?? times.overdueAfter,
    },
    channel: file.channel,
    call: parties(file.call),
    escalate: parties(file.escalate),
  };
}
