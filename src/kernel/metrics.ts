import { Counter, Histogram, Registry } from 'prom-client';

/** Everything `/metrics` shows. Declared here so that the names are seen side by side; label values are never personal. */
export const metrics = new Registry();
const registers = [metrics];
const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export const doorRequests = new Counter({
  name: 'desk_door_requests_total',
  help: 'Requests at a chat door, by kind (command, action, view, options, event) and end (accepted, duplicate, refused, unstored)',
  labelNames: ['app', 'kind', 'end'],
  registers,
});

export const commandSeconds = new Histogram({
  name: 'desk_command_seconds',
  help: 'From receipt to answer, by command and end (done, refused, failed, handed-over)',
  labelNames: ['command', 'end'],
  buckets: seconds,
  registers,
});

export const platformSeconds = new Histogram({
  name: 'desk_platform_call_seconds',
  help: 'Calls to the partner platform, by operation and end (ok or a problem code); waiting for a turn excluded',
  labelNames: ['operation', 'end'],
  buckets: seconds,
  registers,
});

export const platformWaitSeconds = new Histogram({
  name: 'desk_platform_wait_seconds',
  help: 'Waiting for a turn at the shared rate limiter, by operation and lane',
  labelNames: ['operation', 'lane'],
  buckets: seconds,
  registers,
});

export const chatCalls = new Counter({
  name: 'desk_chat_calls_total',
  help: 'Calls to a chat app, by method and end (ok or a problem code)',
  labelNames: ['app', 'method', 'end'],
  registers,
});

export const jobSeconds = new Histogram({
  name: 'desk_job_seconds',
  help: 'Runs of jobs, by name and end (done, again, dead)',
  labelNames: ['job', 'end'],
  buckets: [...seconds, 300, 1800],
  registers,
});
