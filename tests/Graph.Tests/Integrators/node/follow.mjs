// An integrator as the API's page describes one: follows invitationAccepted with npm's graphql-ws or graphql-sse and a token, keeps the
// last position, and after every cut asks for what came later. Arguments: ws|sse, address, token. Events go out by line.
import { createClient as createSocketClient } from 'graphql-ws';
import { createClient as createStreamClient } from 'graphql-sse';
import WebSocket from 'ws';

const [kind, address, token] = process.argv.slice(2);
const say = (event) => console.log(JSON.stringify(event));
const authorization = `Bearer ${token}`;
const query = `subscription($after: String) {
  invitationAccepted(after: $after) { id position invitation { kind recipientEmail } customer { name } }
}`;

// Each try is a subscription of its own: the position of the last event that was seen says where it begins.
const connect = () =>
  kind === 'ws'
    ? createSocketClient({
        url: address.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { Authorization: authorization },
        retryAttempts: 0,
        on: { closed: (event) => say({ closed: event.code ?? 0 }) },
      })
    : createStreamClient({ url: address, headers: { Authorization: authorization }, retryAttempts: 0 });

let position = process.argv[5] ?? '0';
for (;;) {
  const client = connect();
  const ended = await new Promise((resolve) => {
    client.subscribe(
      { query, variables: { after: position } },
      {
        next: (result) => {
          if (result.errors) return resolve({ errors: result.errors });
          const event = result.data.invitationAccepted;
          position = event.position;
          say({ event });
        },
        error: (error) => resolve({ error: Array.isArray(error) ? error : (error.code ?? String(error)) }),
        complete: () => resolve({ complete: true }),
      },
    );
  });
  say(ended);
  if (ended.error === 4403) break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
process.exit(0);
