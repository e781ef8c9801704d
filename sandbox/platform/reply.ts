import { STATUS_CODES } from 'node:http';

/** What goes back over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The platform's own code, for the book of calls. */
  readonly code?: string;
}

export const json = (status: number, body: object, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  body: JSON.stringify(body),
});

/** A failure of the service behind the gateway. */
export const failure = (status: number, code: string, message: string): Reply => ({
  ...json(status, { error_code: code, error_msg: message }),
  code,
});

/** A failure of the gateway itself, which tells the request's id. */
export const gatewayFailure = (status: number, code: string, message: string, requestId: string): Reply => ({
  ...json(status, { error_code: code, error_msg: message, request_id: requestId }),
  code,
});

export const gatewayPage = (status: number): Reply => {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  return {
    status,
    headers: { 'Content-Type': 'text/html' },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>api-gateway</center>\r\n</body>\r\n</html>\r\n`,
  };
};
