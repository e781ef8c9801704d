export { type Check, healthRoutes } from './health.ts';
export { type HttpServer, openHttpServer, type Routes } from './http-server.ts';
export { openSlack, type Slack, type SlackConfig } from './slack/index.ts';
