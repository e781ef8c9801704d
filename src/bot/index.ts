export { type Apps, openApps } from './apps.ts';
export { healthRoutes } from './health.ts';
export { type HttpServer, openHttpServer } from './http-server.ts';
export { openSlack } from './slack/index.ts';
export { openTeams } from './teams/index.ts';
