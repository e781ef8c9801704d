import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { jobHandler, jobSpec } from '../../src/jobs/jobs.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import { openQueues } from '../../src/jobs/queues.ts';
import { schedule } from '../../src/jobs/schedules.ts';
import { quiet, recordingLog } from '../support/log.ts';
import { note, noteTaker, onBothEngines } from './harness.ts';

const soon = { timeout: 10_000, interval: 20 };

onBothEngines((harness) => {
  test('a job promised in a transaction runs once, with its payload', async () => {
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await harness.enqueue(note, { id: 'a' }, 'note-a');
    await vi.waitFor(() => expect(taker.runs).toHaveLength(1), soon);
    expect(taker.runs[0]).toMatchObject({
      payload: { id: 'a' },
      jobId: 'note-a',
      attempt: 1,
      lastAttempt: false,
    });
    expect(await harness.waiting()).toBe(0);
  });

  test('a transaction that rolls back leaves no job', async () => {
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await expect(
      harness.ledger.transaction().execute(async (trx) => {
        await outboxJobs.enqueue(trx, note, { id: 'lost' }, { jobId: 'note-lost' });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await harness.enqueue(note, { id: 'kept' }, 'note-kept');
    await vi.waitFor(() => expect(taker.ids()).toEqual(['kept']), soon);
  });

  test('the same job id asked for twice is one job', async () => {
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await harness.enqueue(note, { id: 'a' }, 'note-a');
    await vi.waitFor(() => expect(taker.runs).toHaveLength(1), soon);
    await harness.enqueue(note, { id: 'a' }, 'note-a');
    await harness.enqueue(note, { id: 'b' }, 'note-b');
    await vi.waitFor(() => expect(taker.ids()).toEqual(['a', 'b']), soon);
  });

  test('a job that fails is tried again and may succeed', async () => {
    const taker = noteTaker(({ attempt }) =>
      attempt < 2 ? Promise.reject(new Error('not yet')) : Promise.resolve(),
    );
    await harness.start({ handlers: [taker.handler] });
    await harness.enqueue(note, { id: 'a' }, 'note-a');
    await vi.waitFor(() => expect(taker.runs.map(({ attempt }) => attempt)).toEqual([1, 2]), soon);
    expect(taker.dead).toEqual([]);
  });

  test('a job that fails every time ends as a dead letter that a person hears of, once', async () => {
    const spec = jobSpec({ ...note, name: 'doomed', attempts: 2 });
    const taker = noteTaker(() => Promise.reject(new Error('the platform said no')), spec);
    await harness.start({ handlers: [taker.handler] });
    await harness.enqueue(spec, { id: 'a' }, 'doomed-a');
    await vi.waitFor(() => expect(taker.dead).toHaveLength(1), soon);
    expect(taker.runs.map(({ lastAttempt }) => lastAttempt)).toEqual([false, true]);
    expect(taker.dead[0]?.payload).toEqual({ id: 'a' });
    expect(String(taker.dead[0]?.error)).toContain('the platform said no');
  });

  test('a dead letter that cannot be told is told later', async () => {
    const spec = jobSpec({ ...note, name: 'doomed', attempts: 1 });
    let tries = 0;
    const handler = jobHandler({
      spec,
      run: () => Promise.reject(new Error('no')),
      onDead: () => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error('Slack is away')) : Promise.resolve();
      },
    });
    await harness.start({ handlers: [handler] });
    await harness.enqueue(spec, { id: 'a' }, 'doomed-a');
    await vi.waitFor(() => expect(tries).toBe(2), soon);
  });

  test('a dead job whose worker died before it could say so is found by the next one', async () => {
    const queues = await openQueues({
      engine: harness.engine,
      log: quiet,
      prefix: harness.prefix,
      specs: [],
    });
    await queues.add([
      { queue: 'interactive', name: 'note', jobId: 'note-a', payload: { id: 'a' }, delayMs: 0, attempts: 1 },
    ]);
    // A worker that knows nothing of dead letters.
    const worker = await queues.engine.worker(
      queues.fullName('interactive'),
      () => Promise.reject(new Error('no')),
      {},
    );
    const failed = new Promise((resolve) => worker.on('failed', resolve));
    worker.run().catch(() => undefined);
    await failed;
    await worker.close();
    await queues.close();

    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await vi.waitFor(() => expect(taker.dead).toHaveLength(1), soon);
    expect(taker.runs).toEqual([]);
  });

  test('a job that is dead and told may be asked for again, and die again', async () => {
    const spec = jobSpec({ ...note, name: 'doomed', attempts: 1 });
    const taker = noteTaker(() => Promise.reject(new Error('no')), spec);
    await harness.start({ handlers: [taker.handler] });
    await vi.waitFor(async () => {
      await harness.enqueue(spec, { id: 'a' }, 'doomed-a');
      await pause(100);
      expect(taker.dead.length).toBeGreaterThan(1);
    }, soon);
  });

  test('a job whose payload nobody could read does not stand in the way of one that can be read', async () => {
    const log = recordingLog();
    const wide = jobSpec({ ...note, payload: z.object({}).loose() });
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler], log });
    await harness.enqueue(wide, { id: 7 }, 'note-a');
    await vi.waitFor(
      () => expect(log.lines.some(({ message }) => message.startsWith('nobody can be told'))).toBe(true),
      soon,
    );
    await vi.waitFor(async () => {
      await harness.enqueue(note, { id: 'a' }, 'note-a');
      await pause(100);
      expect(taker.runs.length).toBeGreaterThan(0);
    }, soon);
  });

  test('a payload that its spec refuses never reaches the handler, and is logged', async () => {
    const log = recordingLog();
    const wide = jobSpec({ ...note, payload: z.object({}).loose() });
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler], log });
    await harness.enqueue(wide, { id: 7 }, 'note-a');
    await vi.waitFor(
      () => expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', jobId: 'note-a' })),
      soon,
    );
    expect(taker.runs).toEqual([]);
  });

  test('a job no worker knows waits for a newer one', async () => {
    const first = await harness.start();
    await harness.enqueue(note, { id: 'a' }, 'note-a');
    await vi.waitFor(async () => expect(await harness.waiting()).toBe(0), soon);
    await pause(100);
    await first.stop(1_000);
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await vi.waitFor(() => expect(taker.runs).toHaveLength(1), soon);
  });

  test('a delayed job does not run early', async () => {
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await harness.enqueue(note, { id: 'late' }, 'note-late', 600);
    const asked = performance.now();
    await harness.enqueue(note, { id: 'now' }, 'note-now');
    await vi.waitFor(() => expect(taker.ids()).toEqual(['now', 'late']), soon);
    expect(performance.now() - asked).toBeGreaterThan(500);
  });

  test('at stop a running job is told, and the next worker runs it again without counting a failure', async () => {
    const spec = jobSpec({ ...note, attempts: 1 });
    const first = noteTaker(
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      spec,
    );
    const role = await harness.start({ handlers: [first.handler], lockMs: 30_000 });
    await harness.enqueue(spec, { id: 'a' }, 'note-a');
    await vi.waitFor(() => expect(first.runs).toHaveLength(1), soon);
    await role.stop(5_000);
    expect(first.runs[0]?.signal.aborted).toBe(true);

    const second = noteTaker(undefined, spec);
    await harness.start({ handlers: [second.handler], lockMs: 30_000 });
    await vi.waitFor(() => expect(second.runs).toHaveLength(1), soon);
    expect(second.runs[0]?.attempt).toBe(1);
    expect([...first.dead, ...second.dead]).toEqual([]);
  });

  test('a job that ignores the signal does not hold up the stop, and is run again elsewhere', async () => {
    let release = (): void => undefined;
    const deaf = noteTaker(() => new Promise((resolve) => (release = resolve)));
    const role = await harness.start({ handlers: [deaf.handler] });
    await harness.enqueue(note, { id: 'a' }, 'note-a');
    await vi.waitFor(() => expect(deaf.runs).toHaveLength(1), soon);
    const asked = performance.now();
    await role.stop(300);
    expect(performance.now() - asked).toBeLessThan(2_500);

    const second = noteTaker();
    await harness.start({ handlers: [second.handler] });
    await vi.waitFor(() => expect(second.runs).toHaveLength(1), soon);
    release();
  });

  test('interactive work does not stand behind batch work', async () => {
    const batch = jobSpec({ ...note, name: 'slow', queue: 'batch' });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = noteTaker(() => held, batch);
    const quick = noteTaker();
    await harness.start({ handlers: [slow.handler, quick.handler], lockMs: 30_000 });
    for (let i = 0; i < 5; i += 1) await harness.enqueue(batch, { id: `s${i}` }, `slow-${i}`);
    await vi.waitFor(() => expect(slow.runs).toHaveLength(2), soon);
    await harness.enqueue(note, { id: 'quick' }, 'note-quick');
    await vi.waitFor(() => expect(quick.runs).toHaveLength(1), soon);
    expect(slow.runs).toHaveLength(2);
    release();
    await vi.waitFor(() => expect(slow.runs).toHaveLength(5), soon);
  });

  test('scheduled work comes round, once for any number of processes', async () => {
    const taker = noteTaker();
    const schedules = [schedule('tick', note, { id: 'tick' }, { everyMs: 60_000 })];
    await harness.start({ handlers: [taker.handler], schedules });
    await harness.start({ handlers: [taker.handler], schedules });
    await vi.waitFor(() => expect(taker.ids()).toEqual(['tick']), soon);
    await pause(300);
    expect(taker.ids()).toEqual(['tick']);
  });

  test('every line a job logs carries its job id and request id', async () => {
    const log = recordingLog();
    const spec = jobSpec({ ...note, payload: z.object({ requestId: z.string() }) });
    const handler = jobHandler({
      spec,
      run: (job) => {
        job.log.info({}, 'at work');
        return Promise.resolve();
      },
      onDead: () => Promise.resolve(),
    });
    await harness.start({ handlers: [handler], log });
    await harness.enqueue(spec, { requestId: 'r1' }, 'note-a');
    await vi.waitFor(
      () =>
        expect(log.lines).toContainEqual(
          expect.objectContaining({ message: 'at work', jobId: 'note-a', requestId: 'r1', job: 'note' }),
        ),
      soon,
    );
  });
});
