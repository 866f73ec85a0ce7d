type Transport = (request: Request) => Promise<Response>;
let transport: Transport = (request) => fetch(request);

/** Every request of the web application to its own server. */
export const apiFetch: Transport = (request) => transport(request);

/** Tests put an API in memory in the network's place. */
export function setTransport(replacement: Transport): void {
  transport = replacement;
}
