export { healthRoutes } from './health.ts';
export { type HttpServer, openHttpServer } from './http-server.ts';
export { openSlack, type Slack } from './slack/index.ts';
