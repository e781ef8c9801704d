import { explainProblems, readConfig } from './config.ts';
import { PolicyError } from './handlers/policy/read.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { translator } from './kernel/texts/index.ts';
import { problemText } from './cards/problem.ts';
import { openLog } from './log.ts';
import { startDesk } from './start.ts';

/** What an orchestrator allows between SIGTERM and SIGKILL is 30 seconds nearly everywhere. */
const graceMs = 20_000;

/** Reads the configuration, starts, stops on signals. */
export async function boot(calendar: Clock = systemClock): Promise<void> {
  const read = readConfig();
  if ('problems' in read) {
    refuse(explainProblems(read.problems));
    return;
  }
  const { config } = read;
  const log = openLog(config.LOG_LEVEL);
  // A bug must not take the other requests with it unseen; what it left half-done is resumed by the next process.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));

  const started = await startDesk(config, log, systemClock, calendar).catch((error: unknown) => {
    if (error instanceof PolicyError) return error;
    throw error;
  });
  if (started instanceof PolicyError) {
    refuse(`Partner Desk cannot start yet. ${started.message}`);
    return;
  }
  if (!started.ok) {
    refuse(problemText(started.problem, translator('en')));
    return;
  }
  const desk = started.value;
  log.info({ port: desk.port, roles: config.ROLES, site: config.HUAWEI_SITE }, 'Partner Desk is up');

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    void desk.stop(graceMs).then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started with a channel to the parent, as process managers and the practice world do: without a parent there is no use.
  process.on('disconnect', () => {
    stop('disconnect');
  });
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
