import type { ChatApp } from '../cards/messenger.ts';
import type { Lang } from '../kernel/texts/index.ts';
import type { Case, Person } from './case.ts';
import type { ApprovalPolicy, Channels } from './policy/policy.ts';

/** The workspace and the tenant that the approvers' channels are in. An app that is off has none. */
export type Homes = Readonly<Partial<Record<ChatApp, string>>>;

/** Where approvers are shown what waits for them. */
export interface ApproversChannel {
  readonly app: ChatApp;
  readonly tenantId: string;
  readonly channelId: string;
  readonly language: Lang | undefined;
}

const apps: readonly ChatApp[] = ['slack', 'teams'];

export const channelsIn = (channels: Channels, homes: Homes): readonly ApproversChannel[] =>
  apps.flatMap((app) => {
    const channel = channels[app];
    const tenantId = homes[app];
    if (!channel || tenantId === undefined) return [];
    return [{ app, tenantId, channelId: channel.id, language: channel.language }];
  });

/** Each channel once in which requests are shown. */
export function approversChannels({ actions }: ApprovalPolicy, homes: Homes): readonly ApproversChannel[] {
  const all = [...actions.values()].flatMap(({ tiers }) =>
    tiers.flatMap(({ channel }) => channelsIn(channel, homes)),
  );
  return [...new Map(all.map((one) => [`${one.app} ${one.channelId}`, one])).values()];
}

/** A request exists where it was asked and where its approvers are; for anybody of elsewhere there is none. */
export const isKnownTo = (
  { app, tenantId }: Pick<Person, 'app' | 'tenantId'>,
  { requester }: Pick<Case, 'requester'>,
  homes: Homes,
): boolean => (requester.app === app && requester.tenantId === tenantId) || homes[app] === tenantId;
