/** What somebody is to the bot; `policy.yaml` says who is what. */
export const roles = ['rep', 'approver', 'finance', 'admin'] as const;
export type Role = (typeof roles)[number];
