import { putInOutbox } from '../ledger/outbox.ts';
import type { Jobs } from './jobs.ts';

/** BullMQ takes no colon and no number for an id, and these end up in keys and logs. */
const isJobId = (id: string): boolean => /^[\w.-]{1,200}$/.test(id) && !/^\d+$/.test(id);

export const outboxJobs: Jobs = {
  enqueue: async (trx, spec, payload, { jobId, delayMs = 0 }) => {
    if (!isJobId(jobId)) throw new RangeError(`not a job id: ${jobId}`);
    const checked = spec.payload.parse(payload);
    if (typeof checked !== 'object' || checked === null) throw new TypeError('a payload is an object of ids');
    await putInOutbox(trx, [{ queue: spec.queue, name: spec.name, jobId, payload: checked, delayMs }]);
  },
};
