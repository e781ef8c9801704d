import { join } from 'node:path';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { ProxyAgent } from 'proxy-agent';
import { ProxyAgent as UndiciProxyAgent } from 'undici';
import type { ApprovalRoom } from './approvals/acts.ts';
import {
  type Apps,
  healthRoutes,
  type HttpServer,
  openApps,
  openHttpServer,
  openSlack,
  openTeams,
} from './bot/index.ts';
import type { Config } from './config.ts';
import { openQuotaShelf } from './handlers/args/quota-shelf.ts';
import { openComposeBox } from './handlers/compose/open-box.ts';
import { digestHandlers } from './handlers/digest/send.ts';
import { houseOf, openDesk } from './handlers/open-desk.ts';
import type { Policy } from './handlers/policy/policy.ts';
import { loadPolicy } from './handlers/policy/read.ts';
import { registry } from './handlers/registry.ts';
import { runCommandHandler } from './handlers/run-command.ts';
import { redisWindows } from './huawei/limiter/redis-windows.ts';
import type { PartnerPlatform } from './huawei/partner.ts';
import { openPlatform } from './huawei/platform.ts';
import { openApprovalRoom } from './jobs/approval-room.ts';
import { announceExportHandler } from './jobs/announce-export.ts';
import { billExportHandler } from './jobs/bill-export.ts';
import { listFileHandler } from './jobs/list-file.ts';
import { moneyWork } from './jobs/money.ts';
import { keepDailySpendHandler } from './jobs/digest/keep-daily-spend.ts';
import { tickDigestsHandler } from './jobs/digest/tick.ts';
import { digestSchedules } from './jobs/digest/work.ts';
import { outboxJobs } from './jobs/outbox.ts';
import { publishAuditHeadHandler, publishAuditHeadSchedule } from './jobs/publish-audit-head.ts';
import { remittanceWork } from './jobs/remit-work.ts';
import { readUseHandler, readUseSchedule } from './jobs/read-use.ts';
import { startWorkerRole } from './jobs/start.ts';
import { syncCustomersHandler, syncCustomersSchedule } from './jobs/sync-customers.ts';
import { sweepExportsHandler, sweepExportsSchedule } from './jobs/sweep-exports.ts';
import { sweepHandler, sweepSchedule } from './jobs/sweep.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import { ok, type Result } from './kernel/result.ts';
import { ledgerWindows } from './ledger/api-windows.ts';
import { startEmbedded } from './ledger/embedded.ts';
import { openIntake } from './ledger/intake.ts';
import { type OpenLedger, openLedger } from './ledger/open.ts';

export interface RunningDesk {
  readonly port: number;
  /** Door first, then running jobs, then what they stand on. */
  stop(graceMs: number): Promise<void>;
}

/** Opens the stores, wires the parts, starts the roles asked for. What was opened is closed again when something fails. */
export async function startDesk(
  config: Config,
  log: Log,
  clock: Clock = systemClock,
  /** What people take for today; only the practice world turns it. */
  calendar: Clock = clock,
): Promise<Result<RunningDesk>> {
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) {
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => log.warn({ err: error }, 'something did not close cleanly'));
    }
  };
  try {
    const started = await start(config, log, { clock, calendar }, (close) => closers.push(close));
    if (!started.ok) await closeAll();
    return started.ok
      ? ok({ port: started.value.port, stop: (graceMs) => stop(started.value, graceMs, closeAll) })
      : started;
  } catch (error) {
    await closeAll();
    throw error;
  }
}

interface Clocks {
  readonly clock: Clock;
  readonly calendar: Clock;
}

interface Parts {
  readonly port: number;
  readonly server: HttpServer;
  readonly apps: Apps;
  readonly worker: { stop(deadlineMs: number): Promise<void> } | undefined;
}

async function stop(
  { server, apps, worker }: Parts,
  graceMs: number,
  closeAll: () => Promise<void>,
): Promise<void> {
  const doors = Math.min(graceMs / 4, 5_000);
  await server.close(doors);
  await worker?.stop(graceMs - doors);
  await apps.stop();
  await closeAll();
}

async function start(
  config: Config,
  log: Log,
  { clock, calendar }: Clocks,
  onClose: (close: () => Promise<void> | void) => void,
): Promise<Result<Parts>> {
  const policy = await loadPolicy(config.POLICY_FILE, { site: config.HUAWEI_SITE });
  const opened = await openStores(config, log, onClose);
  if (!opened.ok) return opened;
  const { ledger } = opened.value;
  const redis = config.REDIS_URL === undefined ? undefined : openRedis(config.REDIS_URL, log);
  onClose(() => redis?.disconnect());

  const windows = redis ? redisWindows(redis) : ledgerWindows(ledger);
  const platform = openPlatform({
    site: config.HUAWEI_SITE,
    credentials: config.credentials,
    endpoints: {
      bss: config.HUAWEI_BSS_ENDPOINT,
      osm: config.HUAWEI_OSM_ENDPOINT,
      iam: config.HUAWEI_IAM_ENDPOINT,
    },
    windows,
    limits: config.HUAWEI_RATE_LIMITS,
    pageSizes: config.HUAWEI_PAGE_SIZES,
    ...proxyOf(config),
    clock,
    log,
  });
  onClose(() => platform.close());

  const approvals = openApprovalRoom({
    ledger,
    partner: platform,
    clock,
    policy: policy.approvals,
    jobs: outboxJobs,
    whoIs: (person) => apps.whoIs(person),
    whoWas: (person) => apps.actorOf(person),
    homes: () => apps.homes(),
  });
  const desk = openDesk({
    registry,
    site: config.HUAWEI_SITE,
    policy,
    ledger,
    clock,
    operations: platform.api.operations,
    quotas: openQuotaShelf(platform, clock, log),
    approvals,
  });
  const composeBox = openComposeBox({
    offers: registry.compose,
    house: houseOf({ registry, site: config.HUAWEI_SITE, policy }),
    partner: platform,
    ledger,
    clock,
  });
  const parts = { desk, policy, ledger, clock, log };
  const apps = openApps({
    slack: config.slack && openSlack({ ...config.slack, ...surroundings(config) }, parts),
    teams:
      config.teams &&
      openTeams({ ...config.teams, ...surroundings(config) }, { ...parts, composeBox, windows }),
    ledger,
  });
  const worker = config.ROLES.includes('worker')
    ? await startWorker({
        config,
        log,
        clock,
        calendar,
        policy,
        store: opened.value,
        platform,
        approvals,
        apps,
      })
    : undefined;
  if (worker && !worker.ok) return worker;

  const openDoor = () => {
    const intake = openIntake({ ledger, url: opened.value.url, log });
    onClose(() => intake.close());
    return apps.openDoors(intake);
  };
  const server = await openHttpServer({
    host: config.HOST,
    port: config.PORT,
    routes: {
      ...healthRoutes({
        checks: {
          ledger: () => answers(ledger),
          ...apps.checks,
          ...(worker ? { queue: () => worker.value.ready() } : {}),
        },
      }),
      ...(config.ROLES.includes('web') ? openDoor() : {}),
    },
    log,
  });
  return ok({ port: server.port, server, apps, worker: worker?.value });
}

async function openStores(
  config: Config,
  log: Log,
  onClose: (close: () => Promise<void>) => void,
): Promise<Result<OpenLedger>> {
  let url = config.DATABASE_URL;
  if (url === undefined) {
    const embedded = await startEmbedded({ dataDir: config.DATA_DIR, log });
    if (!embedded.ok) return embedded;
    onClose(() => embedded.value.close());
    url = embedded.value.url;
  }
  const opened = await openLedger({ url, log });
  if (opened.ok) onClose(() => opened.value.close());
  return opened;
}

interface WorkerParts extends Clocks {
  readonly config: Config;
  readonly log: Log;
  readonly policy: Policy;
  readonly store: OpenLedger;
  readonly platform: PartnerPlatform;
  readonly approvals: ApprovalRoom;
  readonly apps: Apps;
}

function startWorker({
  config,
  log,
  clock,
  calendar,
  policy,
  store,
  platform,
  approvals,
  apps,
}: WorkerParts) {
  const { ledger } = store;
  const { messenger } = apps;
  const site = config.HUAWEI_SITE;
  const exportFolder = join(config.DATA_DIR, 'exports');
  const money = moneyWork({
    ledger,
    room: approvals,
    partner: platform,
    messenger,
    jobs: outboxJobs,
    patience: { callMs: config.MONEY_CALL_SECONDS * 1_000, settleMs: config.MONEY_SETTLE_SECONDS * 1_000 },
  });
  const remittances = remittanceWork({
    ledger,
    room: approvals,
    partner: platform,
    messenger,
    jobs: outboxJobs,
    rules: policy.remittances,
  });
  return startWorkerRole({
    engine:
      config.REDIS_URL === undefined
        ? { kind: 'postgres', url: store.url }
        : { kind: 'redis', url: config.REDIS_URL },
    ledger: store,
    handlers: [
      runCommandHandler({
        registry,
        house: houseOf({ registry, site, policy }),
        ledger,
        partner: platform,
        jobs: outboxJobs,
        approvals,
        remittances: policy.remittances,
        clock,
        log,
        messenger,
        actorOf: (who) => apps.actorOf(who),
        onEnded: (who) => apps.requestEnded(who),
      }),
      announceExportHandler({ ledger, partner: platform, messenger, jobs: outboxJobs, clock, log }),
      billExportHandler({
        ledger,
        partner: platform,
        messenger,
        folder: exportFolder,
        clock,
        log,
      }),
      listFileHandler({ ledger, partner: platform, messenger, folder: exportFolder, clock }),
      syncCustomersHandler({ ledger, partner: platform }),
      readUseHandler({ ledger, partner: platform }),
      sweepHandler(ledger),
      publishAuditHeadHandler({
        ledger,
        messenger,
        channels: policy.auditChannel,
        homes: () => apps.homes(),
        lang: site === 'cn' ? 'zh-CN' : 'en',
      }),
      sweepExportsHandler({ ledger, jobs: outboxJobs, folder: exportFolder }),
      ...money.handlers,
      ...remittances.handlers,
      tickDigestsHandler({ ledger, jobs: outboxJobs, calendar }),
      keepDailySpendHandler({ ledger, partner: platform, calendar }),
      ...digestHandlers({
        ledger,
        partner: platform,
        messenger,
        approvals,
        jobs: outboxJobs,
        calendar,
        actorOf: (who) => apps.actorOf(who),
        admins: policy.admins,
        commands: registry.commands,
      }),
    ],
    schedules: [
      sweepSchedule,
      sweepExportsSchedule,
      syncCustomersSchedule,
      readUseSchedule,
      ...money.schedules,
      ...remittances.schedules,
      ...(site === 'cn' ? digestSchedules : []),
      ...(policy.auditChannel ? [publishAuditHeadSchedule] : []),
    ],
    log,
    clock,
    lockMs: config.JOB_LOCK_SECONDS * 1_000,
  });
}

/** For the shared limiter: a person's call must not hang on a Redis that is away; the limiter goes on without it. */
function openRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 1_000 });
  redis.on('error', (error: Error) =>
    log.warn({ reason: error.message }, 'Redis does not answer the rate limiter'),
  );
  return redis;
}

const answers = (ledger: OpenLedger['ledger']): Promise<boolean> =>
  sql`select 1`.execute(ledger).then(
    () => true,
    () => false,
  );

const surroundings = (config: Config) => ({
  chartFont: config.CHART_FONT,
  publicUrl: config.publicUrl,
  ...(config.HTTPS_PROXY ? { proxy: config.HTTPS_PROXY, ...proxied(config.HTTPS_PROXY) } : {}),
});

const proxied = (proxy: string) => ({
  agent: new ProxyAgent({ keepAlive: true, getProxyForUrl: () => proxy }),
  dispatcher: new UndiciProxyAgent(proxy),
});

const proxyOf = ({ HTTPS_PROXY: url, NO_PROXY: noProxy }: Config) =>
  url ? { proxy: { url, ...(noProxy ? { noProxy } : {}) } } : {};
