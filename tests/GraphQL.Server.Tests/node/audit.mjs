// Runs every audit of graphql-http against the address; one line of JSON an audit: its id, name, status and reason.
import { serverAudits } from 'graphql-http';

const audits = serverAudits({ url: process.argv[2] });
for (const audit of audits) {
  const result = await audit.fn();
  const { id, name, status, reason } = result;
  console.log(JSON.stringify({ id, name, status, reason: reason ?? null }));
}
console.log(JSON.stringify({ end: true, total: audits.length }));
