import { type Case, type Intent, isInDoubt } from './case.ts';

/** What is left to do in a lane. */
export interface LaneWork {
  readonly turn: number;
  readonly intents: readonly { readonly caseId: string; readonly intent: Intent }[];
}

/** What is to be set going when a case has changed. */
export interface FollowUp {
  /** Lanes in which there is something new to do. */
  readonly lanes: readonly string[];
  /** Lanes in which something is being sent: their turn is over. */
  readonly turns: readonly string[];
}

export function followUp(before: Case, after: Case): FollowUp {
  const was = new Map(before.intents.map((intent) => [intent.id, intent.state]));
  const became = (state: Intent['state']) =>
    after.intents.filter((intent) => intent.state === state && was.get(intent.id) !== state);
  // What was put back after a refusal for now has a time of its own.
  const ready = became('ready').filter(({ lookAt }) => lookAt === undefined);
  return {
    lanes: [...new Set(ready.map(({ lane }) => lane))],
    turns: [...new Set(became('sending').map(({ lane }) => lane))],
  };
}

/** Whether a lane has to look at this intent: to send it, or to find out what came of it. */
export const isOpen = (intent: Intent): boolean => intent.state === 'ready' || isInDoubt(intent);
