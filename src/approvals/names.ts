import type { Named } from '../cards/approvals/view.ts';
import type { ChatApp } from '../cards/messenger.ts';
import type { Db } from '../ledger/ledger.ts';
import { namesOfPeople } from '../ledger/people.ts';
import type { Person } from './case.ts';
import { accountsOf, appOf } from './policy/identities.ts';
import type { ApprovalPolicy } from './policy/policy.ts';

/** How somebody is written on a card of an app: mentioned by their id there when it is known, else by name. */
export type NameIn = (app: ChatApp) => (person: Person) => Named;

export async function namesOf(db: Db, policy: ApprovalPolicy, people: readonly Person[]): Promise<NameIn> {
  const known = await Promise.all(
    [...new Map(people.map((one) => [houseOf(one), one])).values()].map(async ({ app, tenantId }) => {
      const userIds = people.flatMap((one) => (houseOf(one) === `${app} ${tenantId}` ? [one.userId] : []));
      return [...(await namesOfPeople(db, { app, tenantId, userIds }))];
    }),
  );
  const names = new Map(known.flat());
  return (app) => (person) => {
    const here = person.app === app ? person.userId : idIn(policy, app, person.userId);
    return here === undefined ? (names.get(person.userId) ?? person.userId) : { person: here };
  };
}

const houseOf = ({ app, tenantId }: Person): string => `${app} ${tenantId}`;

/** The id of somebody in the other app, when it is known that the two are one. */
const idIn = ({ aliases }: ApprovalPolicy, app: ChatApp, userId: string): string | undefined =>
  accountsOf(aliases, userId).find((id) => appOf(id) === app);
