import { digestSentence } from '../../cards/digest/list.ts';
import { formatInstant } from '../../kernel/format.ts';
import { dueAt } from '../../kernel/due.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { TextKey } from '../../kernel/texts/index.ts';
import { type Digest, muteInDigest, pauseDigest, removeDigest, resumeDigest } from '../../ledger/digests.ts';
import type { Trx } from '../../ledger/ledger.ts';
import type { Card } from '../../cards/card.ts';
import { type ArgSpec, command, type CommandContext, type CustomerRef } from '../command.ts';
import { noteDigest } from './note.ts';
import { digestMeant } from './rights.ts';

const id = {
  type: 'text',
  label: 'digest.id',
  hint: 'digest.idHint',
  positional: true,
} as const satisfies ArgSpec;
const customer = {
  type: 'customer',
  label: 'digest.customer',
  required: true,
  positional: true,
} as const satisfies ArgSpec;

interface Change {
  /** False when it was so already. */
  readonly apply: (trx: Trx, digest: Digest, at: Date) => Promise<boolean>;
  readonly action: string;
  readonly done: TextKey;
  readonly already: TextKey;
  readonly subject?: Readonly<Record<string, string>>;
  readonly name?: string;
}

async function change(
  context: CommandContext,
  digest: Digest,
  { apply, action, done, already, subject, name = '' }: Change,
): Promise<Result<Card>> {
  const { ledger, clock, t } = context;
  const now = clock.now();
  const changed = await ledger.transaction().execute(async (trx) => {
    const is = await apply(trx, digest, now);
    if (is) await noteDigest(context, trx, action, digest.id, subject);
    return is;
  });
  const next = formatInstant(dueAt(digest, now).at, digest.timeZone);
  return ok(digestSentence(t, t(changed ? done : already, { id: digest.id, name, next })));
}

export const pause = command({
  path: ['digest', 'pause'],
  aliases: [['简报', '暂停']],
  summary: 'digest.pauseSummary',
  permission: 'digest.own',
  effect: 'write',
  sites: ['cn'],
  args: { id },
  examples: ['digest pause', 'digest pause D7K2M'],
  async run(context, input) {
    const meant = await digestMeant(context, input.id, 'pause');
    if (!meant.ok) return meant;
    return change(context, meant.value, {
      apply: (trx, digest, at) => pauseDigest(trx, digest.id, at, 'asked'),
      action: 'digest.paused',
      done: 'digest.paused',
      already: 'digest.pausedAlready',
    });
  },
});

export const resume = command({
  path: ['digest', 'resume'],
  aliases: [['简报', '恢复']],
  summary: 'digest.resumeSummary',
  permission: 'digest.own',
  effect: 'write',
  sites: ['cn'],
  args: { id },
  examples: ['digest resume', 'digest resume D7K2M'],
  async run(context, input) {
    const meant = await digestMeant(context, input.id, 'resume');
    if (!meant.ok) return meant;
    return change(context, meant.value, {
      apply: (trx, digest, at) => resumeDigest(trx, digest.id, at),
      action: 'digest.resumed',
      done: 'digest.resumed',
      already: 'digest.resumedAlready',
    });
  },
});

export const remove = command({
  path: ['digest', 'remove'],
  aliases: [
    ['简报', '删除'],
    ['digest', 'delete'],
  ],
  summary: 'digest.removeSummary',
  permission: 'digest.own',
  effect: 'write',
  sites: ['cn'],
  args: { id },
  examples: ['digest remove D7K2M'],
  async run(context, input) {
    const meant = await digestMeant(context, input.id, 'remove');
    if (!meant.ok) return meant;
    return change(context, meant.value, {
      apply: (trx, digest) => removeDigest(trx, digest.id),
      action: 'digest.removed',
      done: 'digest.removed',
      already: 'digest.removed',
    });
  },
});

async function setMuted(
  context: CommandContext,
  input: { readonly customer: CustomerRef; readonly id: string | undefined },
  muted: boolean,
): Promise<Result<Card>> {
  const meant = await digestMeant(context, input.id, muted ? 'mute' : 'unmute');
  if (!meant.ok) return meant;
  const { customerId, name } = input.customer;
  return change(context, meant.value, {
    apply: (trx, digest) => muteInDigest(trx, digest.id, customerId, muted),
    action: muted ? 'digest.muted' : 'digest.unmuted',
    done: muted ? 'digest.muted' : 'digest.unmuted',
    already: muted ? 'digest.mutedAlready' : 'digest.unmutedAlready',
    subject: { customer: customerId },
    name,
  });
}

/** Not positional: what is called how is for the customer. */
const named = { type: 'text', label: 'digest.id', hint: 'digest.idHint' } as const satisfies ArgSpec;

export const mute = command({
  path: ['digest', 'mute'],
  aliases: [['简报', '屏蔽']],
  summary: 'digest.muteSummary',
  permission: 'digest.own',
  effect: 'write',
  sites: ['cn'],
  args: { customer, id: named },
  examples: ['digest mute cloud', 'digest mute cloud --id D7K2M'],
  run: (context, input) => setMuted(context, input, true),
});

export const unmute = command({
  path: ['digest', 'unmute'],
  aliases: [['简报', '取消屏蔽']],
  summary: 'digest.unmuteSummary',
  permission: 'digest.own',
  effect: 'write',
  sites: ['cn'],
  args: { customer, id: named },
  examples: ['digest unmute cloud'],
  run: (context, input) => setMuted(context, input, false),
});
