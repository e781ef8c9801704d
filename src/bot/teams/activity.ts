import { z } from 'zod';

const text = z.string().max(200_000);
const id = z.string().min(1).max(1_000);

/**
 * What Teams posts to us, as plain data: nothing behind this file knows a library's types. Signed, but read as if it were
 * not; what we do not use is not looked at.
 */
const activity = z.object({
  type: id,
  id: id.optional(),
  name: id.optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1_000),
  from: z.object({ id, aadObjectId: z.guid().optional(), name: text.optional() }),
  recipient: z.object({ id }),
  conversation: z.object({
    id,
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z
    .object({ tenant: z.object({ id: z.string() }).optional() })
    .optional()
    .catch(undefined),
  replyToId: id.optional(),
  text: text.optional(),
  locale: z.string().max(50).optional(),
  localTimezone: z.string().max(100).optional(),
  action: z.string().optional(),
  value: z.unknown().optional(),
});

export type Activity = z.output<typeof activity>;

export function readActivity(body: unknown): Activity | undefined {
  const read = activity.safeParse(body);
  return read.success ? read.data : undefined;
}

/** How an invoke is answered; nothing else is. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: object;
}
