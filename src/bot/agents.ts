import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

export type AgentFor = (url: URL) => HttpAgent;

/** A proxy's agent for everything, or connections that are kept open per host. */
export function agentsFor(agent: HttpAgent | undefined): AgentFor {
  if (agent) return () => agent;
  // Idle sockets go after 10 s, before a server drops them under a call that then would not know its outcome.
  const keep = { keepAlive: true, timeout: 10_000 };
  const plain = new HttpAgent(keep);
  const secure = new HttpsAgent(keep);
  return (url) => (url.protocol === 'https:' ? secure : plain);
}
