/** The groups of the policy somebody is in, as far as they can be read: nobody gains by an outage. */
export interface Membership {
  readonly groupIds: readonly string[];
  readonly unreadableGroupIds: readonly string[];
}
